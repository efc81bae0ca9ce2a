using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>What a connection is opened with.</summary>
internal sealed record ConnectionOrder(ServerAddress Address, PostgreSqlOptions Options, string User, string? Password)
{
    public static ConnectionOrder From(WorkloadContext context) => new(
        ServerAddress.Parse(context.Path), PostgreSqlOptions.Parse(context.Options), context.Credential?.User ?? Environment.UserName, context.Credential?.Password);

    // The password must not get into a message by way of a record's own text.
    public override string ToString() => $"{User} at {Address}";
}
