using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Media;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>Compares what came with what was asked for, and with what the server noted of it.</summary>
internal static class MediaCheck
{
    private const string Again = "The backup does not count; it is taken again at the next run. Look at SQL Server's error log, and at DBCC CHECKDB.";

    /// <summary>What the server noted against what was asked for.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ContentWrong"/>.</exception>
    public static void Recorded(BackupSet set, bool hasChecksums, BackupDecision asked, string database)
    {
        if (!Same(set.Database, database)) throw Wrong($"a backup of {set.Database} came, and {database} was asked for");
        if (set.Kind != asked.Kind) throw Wrong($"a {set.Kind} backup came, and a {asked.Kind} backup was asked for");
        if (set.Id == Guid.Empty || set.First > set.Last) throw Wrong("the server's history of it is incomplete");
        if (set.Damaged) throw Wrong("SQL Server found damage while it took the backup");
        if (!hasChecksums) throw Wrong("it was taken without checksums");
        if (asked.Kind == BackupSetKind.Full && set.CopyOnly != asked.CopyOnly) throw Wrong(set.CopyOnly ? "it is a copy, and none was asked for" : "it is no copy, and one was asked for");
    }

    /// <summary>The files against the server's notes of them.</summary>
    /// <param name="reports">Null for a file that does not follow the format.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ContentWrong"/>.</exception>
    public static void Media(BackupSet set, IReadOnlyList<(MediaReport? Report, MalformedFileException? Malformed)> reports, bool trustServer)
    {
        for (var stripe = 0; stripe < reports.Count; stripe++)
        {
            var (report, malformed) = reports[stripe];
            if (report is null)
            {
                if (trustServer) continue;
                throw new WorkloadException(WorkloadFault.ContentWrong, $"File {stripe + 1} of the backup cannot be read: {malformed?.Message ?? "it never ended"}",
                    "Where this version of SQL Server writes what is not known here, set trustServerFacts=true; otherwise take it as damage on the way.", malformed);
            }
            if (report.Form == MediaForm.Plain) Plain(set, report, stripe, reports.Count, trustServer);
        }
    }

    private static void Plain(BackupSet set, MediaReport report, int stripe, int stripes, bool trustServer)
    {
        if (report.Families != stripes) throw Wrong($"file {stripe + 1} belongs to a backup over {report.Families} files, and {stripes} were asked for");
        if (report.Sets.Count != 1) throw Wrong($"file {stripe + 1} holds {report.Sets.Count} backups");
        var (facts, pages) = (report.Sets[0].Facts, report.Sets[0].Pages);
        if (pages.Damaged > 0) throw Wrong($"{pages.Damaged} pages are damaged, the first is {pages.FirstDamaged.Select(page => page.Id.ToString()).FirstOrDefault()}");
        if (trustServer) return;
        if (facts.Database is { } database && !Same(database, set.Database)) throw Wrong($"file {stripe + 1} is a backup of {database}");
        if (facts.Type is { } type && Kind(type) != set.Kind) throw Wrong($"file {stripe + 1} is a {type} backup");
        if (facts.Server is { } server && set.Server.Length > 0 && !Same(server, set.Server)) throw Wrong($"file {stripe + 1} comes from server {server}");
        if (facts.BackupSetGuid is { } id && id != set.Id) throw Wrong($"file {stripe + 1} belongs to backup set {id}, and the server's history says {set.Id}");
        if (facts.FirstLsn is { } first && first != set.First) throw Wrong($"file {stripe + 1} begins at LSN {first}, and the server's history says {set.First}");
        if (facts.LastLsn is { } last && last != set.Last) throw Wrong($"file {stripe + 1} ends at LSN {last}, and the server's history says {set.Last}");
        if (facts.IsDamaged == true) throw Wrong($"file {stripe + 1} is marked as damaged");
    }

    internal static BackupSetKind? Kind(SqlBackupType type) => type switch
    {
        SqlBackupType.Full => BackupSetKind.Full,
        SqlBackupType.Differential => BackupSetKind.Differential,
        SqlBackupType.Log => BackupSetKind.Log,
        _ => null,
    };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static WorkloadException Wrong(string what) => new(WorkloadFault.ContentWrong, $"The backup is not what was asked for: {what}.", Again);
}
