using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Discovery;

/// <summary>Where a database is backed up.</summary>
internal sealed record ChosenReplica(ISqlSession Session, SqlAddress Address, ServerFacts Server, DatabaseStatus Status)
{
    /// <summary>Replicas that could not be asked, each with the reason.</summary>
    public IReadOnlyList<string> Unreachable { get; init; } = [];
}
