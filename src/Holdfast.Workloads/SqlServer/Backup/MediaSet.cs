using Holdfast.Workloads.SqlServer.Media;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>Makes a backup set of a file's own headers, where the server's history has lost it.</summary>
internal static class MediaSet
{
    /// <param name="model">The database's recovery model: says whether there can be bulk-logged work, where the headers do not.</param>
    /// <returns>Null where the headers say too little.</returns>
    public static BackupSet? From(MediaReport report, RecoveryModel model)
    {
        if (report is not { Form: MediaForm.Plain, Sets: [var only] }) return null;
        var facts = only.Facts;
        if (facts is not { BackupSetGuid: { } id, Type: { } type, Database: { } database, FirstLsn: { } first, LastLsn: { } last, Started: { } started } || MediaCheck.Kind(type) is not { } kind) return null;
        return new BackupSet
        {
            Id = id, Kind = kind, Server = facts.Server ?? "", Database = database, Family = facts.FamilyGuid ?? Guid.Empty, First = first, Last = last, Checkpoint = facts.CheckpointLsn ?? Lsn.Zero,
            DatabaseBackup = facts.DatabaseBackupLsn ?? Lsn.Zero, DifferentialBaseLsn = facts.DifferentialBaseLsn ?? Lsn.Zero, DifferentialBase = facts.DifferentialBaseGuid ?? Guid.Empty,
            FirstFork = facts.FirstRecoveryForkGuid ?? facts.RecoveryForkGuid ?? Guid.Empty,
            LastFork = facts.RecoveryForkGuid ?? Guid.Empty, ForkPoint = facts.FirstRecoveryForkGuid is { } earlier && earlier != facts.RecoveryForkGuid ? facts.ForkPointLsn ?? Lsn.Zero : Lsn.Zero,
            CopyOnly = facts.IsCopyOnly == true, Started = started, Finished = facts.Finished ?? started, Damaged = facts.IsDamaged == true,
            Model = model, Bulk = kind == BackupSetKind.Log && (facts.HasBulkLoggedData ?? (model == RecoveryModel.BulkLogged)), Size = facts.Size ?? 0,
            Version = facts.Version is { } version && int.TryParse(version.Split('.')[0], out var major) ? major : 0,
            Files = [.. facts.Files.Select(file => new DatabaseFile(file.LogicalName, file.PhysicalName, file.IsLog ? 'L' : 'D', file.Size))],
        };
    }
}
