using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SqlServer.Discovery;

/// <summary>Asks an instance about its databases.</summary>
internal static class DatabaseFacts
{
    public static IReadOnlyList<DatabaseStatus> All(ISqlSession session, ServerFacts server, CancellationToken cancellation) =>
        [.. session.Query(FactStatements.Databases, cancellation).Select(row => Read(row, server))];

    /// <summary>Null where there is none of that name.</summary>
    public static DatabaseStatus? Find(ISqlSession session, ServerFacts server, string name, CancellationToken cancellation) =>
        session.Query(FactStatements.Database(name), cancellation) is [var row, ..] ? Read(row, server) : null;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>: there is none of that name.</exception>
    public static DatabaseStatus Get(ISqlSession session, ServerFacts server, string name, CancellationToken cancellation) =>
        Find(session, server, name, cancellation)
        ?? throw new WorkloadException(WorkloadFault.AddressWrong, $"Instance {server.Name} has no database {name}, or the account does not see it.", "Check the name and the account's rights.");

    private static DatabaseStatus Read(SqlRow row, ServerFacts server) => new()
    {
        Name = row.Text("name") ?? "",
        Id = row.Int("database_id"),
        Model = row.Int("recovery_model") is 1 or 2 or 3 ? (RecoveryModel)row.Int("recovery_model") : RecoveryModel.Simple,
        State = row.Text("state_desc") ?? "",
        IsReadOnly = row.Bool("is_read_only"),
        IsStandby = row.Bool("is_in_standby"),
        IsSnapshot = !row.IsNull("source_database_id"),
        IsEncrypted = row.Bool("is_encrypted"),
        PageVerify = row.Text("page_verify_option_desc") ?? "",
        Family = row.Id("family_guid"),
        Fork = row.Id("recovery_fork_guid"),
        LastLogBackup = row.Lsn("last_log_backup_lsn"),
        DifferentialBase = row.Id("differential_base_guid"),
        GroupDatabase = row.Id("group_database_id"),
        IsSecondary = row.Id("group_database_id") != Guid.Empty && !row.Bool("is_primary"),
        IsPreferred = row.Bool("is_preferred"),
        Version = server.Major,
        Size = row.Long("size"),
    };
}
