using Holdfast.Agent.Inspection;
using Holdfast.Output;

namespace Holdfast.Commands.Inspect;

/// <summary>What an inspection found, for people.</summary>
internal static class InspectText
{
    internal static void Write(TextWriter text, InspectedFile file)
    {
        if (file is InspectedSqlBackup backup) Backup(text, backup);
        if (file is InspectedVssDocument document) VssDocumentText.Write(text, document);
        if (file is InspectedUsnJournal journal) Journal(text, journal);
        if (file is InspectedDisk disk) DiskText.Write(text, disk);
        if (file is InspectedEse ese) EseText.Write(text, ese);
        text.WriteLine(file.Intact switch { true => "Intact.", false => "Not intact.", null => "Cannot be verified here." });
    }

    private static void Journal(TextWriter text, InspectedUsnJournal journal)
    {
        text.WriteLine($"Change journal of a volume of Windows: {journal.Records} records{(journal.First is null ? "" : $", USN {journal.First} to {journal.Last}")}");
        foreach (var (reason, records) in journal.Reasons) text.WriteLine($"  {reason}: {records}");
    }

    private static void Backup(TextWriter text, InspectedSqlBackup backup)
    {
        text.WriteLine($"Backup of SQL Server{(backup.Families > 1 ? $", file {backup.Family} of {backup.Families} that it was striped over: a restore needs all of them" : "")}");
        foreach (var set in backup.Sets) Set(text, set);
    }

    private static void Set(TextWriter text, InspectedBackupSet set)
    {
        text.WriteLine();
        text.WriteLine($"Set {set.Position}: {set.Type ?? "backup"} of {set.Database ?? "a database that is not named"}{(set.CopyOnly == true ? ", copy only" : "")}{(set.PasswordProtected ? ", protected by a password" : "")}");
        Line(text, "name", set.Name);
        Line(text, "description", set.Description);
        Line(text, "server", set.Server is null ? null : $"{set.Server}, version {set.Version}");
        Line(text, "made by", set.User);
        Line(text, "started", Time(set.Started));
        Line(text, "finished", Time(set.Finished));
        Line(text, "LSN", set.FirstLsn is null ? null : $"{set.FirstLsn} to {set.LastLsn}, checkpoint {set.CheckpointLsn}");
        Line(text, "full backup", set.DatabaseBackupLsn is null or "0" ? null : $"LSN {set.DatabaseBackupLsn}");
        Line(text, "builds on", set.DifferentialBaseGuid is null ? null : $"{set.DifferentialBaseGuid}, LSN {set.DifferentialBaseLsn}");
        Line(text, "set", set.BackupSetGuid?.ToString());
        Line(text, "restored", set.RecoveryForkLsn is null ? null : $"to LSN {set.RecoveryForkLsn} once; since then on recovery path {set.RecoveryForkGuid}");
        foreach (var file in set.Files) Line(text, file.Type, $"{file.LogicalName} ({Quantity.Bytes(file.Size)}): {file.PhysicalName}");
        if (set.LogBytes > 0) Line(text, "log", Quantity.Bytes(set.LogBytes));
        if (set.PagesSeen > 0) Line(text, "pages", Pages(set));
        foreach (var page in set.DamagedPages) Line(text, "damaged", $"page {page.Page} at byte {page.Offset}");
    }

    private static string Pages(InspectedBackupSet set)
    {
        var unprotected = set.PagesUnprotected > 0 ? $", {set.PagesUnprotected} formatted ones without a checksum" : "";
        return $"{set.PagesSeen}, of which {set.PagesChecked} checked{unprotected}, {set.PagesDamaged} damaged";
    }

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture);

    private static void Line(TextWriter text, string label, string? value)
    {
        if (value is not null) text.WriteLine($"  {label,-12} {value}");
    }
}
