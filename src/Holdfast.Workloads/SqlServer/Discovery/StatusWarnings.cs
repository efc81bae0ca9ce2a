using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Discovery;

/// <summary>What keeps a database from being protected as well as it could be.</summary>
internal static class StatusWarnings
{
    public static IEnumerable<string> Of(DatabaseStatus status, ServerFacts server, SqlOptions options)
    {
        if (status.State != "ONLINE") yield return $"The database is {status.State}; it can be backed up when it is ONLINE.";
        if (status.PageVerify != "CHECKSUM") yield return "Pages carry no checksums, so damage can go unseen: ALTER DATABASE … SET PAGE_VERIFY CHECKSUM.";
        if (status.Model == RecoveryModel.Simple && !status.IsSystem) yield return "The recovery model is SIMPLE: only the moments of backups can be recovered. Set FULL for any moment.";
        if (status is { KeepsLog: true, LastLogBackup: null }) yield return "The log chain has not begun yet: the next backup is a full one.";
        if (status.IsEncrypted) yield return "The database is encrypted (TDE): keep its certificate and private key apart, no restore works without them.";
        if (status.IsSecondary) yield return "This is a secondary replica: full backups are copies, and differential backups are not possible.";
        if (!server.IsAdministrator) yield return "The account is no sysadmin; docs/sql-server.md lists the rights that are needed.";
        if (options.Transport == SqlTransportKind.Vss) yield return $"Shadow copies hold whole databases: every backup of data reads all of it. Logs come by {options.LogTransport.ToString().ToLowerInvariant()}.";
        if (options.StatementTransport == SqlTransportKind.Objects)
        {
            if (!server.HasObjects) yield return $"SQL Server {server.Version} ({server.Edition}) cannot write to an S3 endpoint: set transport=vdi, with an agent on its computer.";
            if (!server.MayMakeCredentials) yield return "The account may not make credentials (ALTER ANY CREDENTIAL), which the S3 endpoint needs.";
        }
        if (options.Compression) yield return "Backups are compressed by SQL Server: their pages can neither be verified nor deduplicated here.";
    }
}
