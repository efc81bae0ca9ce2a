using System.Globalization;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Agent.Inspection;

/// <summary>How a backup file of SQL Server is shown.</summary>
internal static class SqlBackupView
{
    public static InspectedSqlBackup Of(SqlBackupFindings findings)
    {
        var report = findings.Report;
        return new InspectedSqlBackup(findings.IsIntact, Problem(findings), report.Software, report.Families, report.Family, [.. report.Sets.Select(Set)]);
    }

    private static InspectedProblem? Problem(SqlBackupFindings findings)
    {
        if (findings.Fault is { } fault)
        {
            return new InspectedProblem(ErrorCode.InspectedMalformed, fault.Message, fault.Offset);
        }

        var damaged = findings.Report.Sets.Sum(set => set.Pages.Damaged);
        if (damaged > 0)
        {
            var first = findings.Report.Sets.First(set => set.Pages.Damaged > 0).Pages.FirstDamaged[0];
            var message = string.Create(CultureInfo.InvariantCulture, $"{damaged} damaged {(damaged == 1 ? "page" : "pages")}, the first of them {first.Id} at byte {first.Offset}.");
            return new InspectedProblem(ErrorCode.InspectedDamaged, message, first.Offset);
        }

        return findings.IsIntact is null ? new InspectedProblem(ErrorCode.InspectedOpaque, "The backup is compressed or encrypted by SQL Server; its content was not verified.", null) : null;
    }

    private static InspectedBackupSet Set(SqlBackupSet set)
    {
        var facts = set.Facts;
        return new InspectedBackupSet
        {
            Position = facts.Position,
            Database = facts.Database,
            Server = facts.Server,
            Type = facts.Type is { } type ? JsonNamingPolicy.CamelCase.ConvertName(type.ToString()) : null,
            Version = facts.Version,
            DatabaseVersion = facts.DatabaseVersion,
            CompatibilityLevel = facts.CompatibilityLevel,
            FirstLsn = facts.FirstLsn?.ToString(),
            LastLsn = facts.LastLsn?.ToString(),
            CheckpointLsn = facts.CheckpointLsn?.ToString(),
            DatabaseBackupLsn = facts.DatabaseBackupLsn?.ToString(),
            DifferentialBaseLsn = facts.DifferentialBaseLsn?.ToString(),
            DifferentialBaseGuid = facts.DifferentialBaseGuid,
            BackupSetGuid = facts.BackupSetGuid,
            FamilyGuid = facts.FamilyGuid,
            FirstRecoveryForkGuid = facts.FirstRecoveryForkGuid,
            RecoveryForkGuid = facts.RecoveryForkGuid,
            ForkPointLsn = facts.ForkPointLsn?.ToString(),
            RecoveryForkLsn = facts.RecoveryForkLsn?.ToString(),
            Started = facts.Started,
            Finished = facts.Finished,
            Name = facts.Name,
            Description = facts.Description,
            User = facts.User,
            Locale = facts.Locale,
            Size = facts.Size,
            HasChecksums = facts.HasChecksums,
            CopyOnly = facts.IsCopyOnly,
            HasBulkLoggedData = facts.HasBulkLoggedData,
            PasswordProtected = facts.IsPasswordProtected,
            PagesSeen = set.Pages.Seen,
            PagesChecked = set.Pages.Checked,
            PagesDamaged = set.Pages.Damaged,
            PagesUnprotected = set.Pages.Unprotected,
            DamagedPages = [.. set.Pages.FirstDamaged.Select(page => new InspectedPage(page.Id.ToString(), page.Offset))],
            LogBytes = set.LogBytes,
            Files = [.. facts.Files.Select(file => new InspectedDatabaseFile(file.Id, file.IsLog ? "log" : "data", file.LogicalName, file.PhysicalName, file.FileGroup, file.Size))],
        };
    }
}
