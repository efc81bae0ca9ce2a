using System.Text;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Statements;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>The statements that restore files in a folder, for somebody who runs them by hand.</summary>
internal static class RestoreScript
{
    /// <param name="folder">Where the instance finds the files.</param>
    public static string Sql(ChainPlan chain, string database, string folder, bool leaveRestoring)
    {
        var text = new StringBuilder();
        text.AppendLine($"-- Restores {database.ReplaceLineEndings(" ")} to {ReachableRange.Text(chain.Reaches)}. If the instance sees the files elsewhere, replace the paths.");
        if (chain.Full.IsShadowCopy) return Attach(text, chain, database, folder);
        text.AppendLine("-- To restore beside the original: another name, and for every file of RESTORE FILELISTONLY a MOVE N'logical name' TO N'path'.");
        foreach (var statement in Statements(chain, database, folder, leaveRestoring)) text.AppendLine(statement.Text + ";");
        return text.ToString();
    }

    /// <summary>Files of a shadow copy are attached; logs cannot follow that.</summary>
    private static string Attach(StringBuilder text, ChainPlan chain, string database, string folder)
    {
        var items = ShadowItems.Of(chain.Full);
        text.AppendLine("-- Copy the files to where the instance may write, and put their paths here: SQL Server rolls back in them what was not committed.");
        if (chain.Logs.Count > 0) text.AppendLine("-- The logs in this folder cannot be applied to attached files: for a later moment than that of the shadow copy, recover at the instance.");
        var separator = folder.Contains('\\') ? '\\' : '/';
        text.AppendLine(RestoreStatements.Attach(database, chain.Full.Files.Select(file => folder.TrimEnd('\\', '/') + separator + items.ItemOf(file.PhysicalName).Replace('/', separator))).Text + ";");
        return text.ToString();
    }

    public static string Readme(ChainPlan chain, string database, bool leaveRestoring)
    {
        var text = new StringBuilder();
        text.AppendLine($"Backups of database {database} of {chain.Full.Server}, as SQL Server wrote them.");
        text.AppendLine($"Restored in this order they bring back {ReachableRange.Text(chain.Reaches)}; restore.sql has the statements.");
        text.AppendLine();
        foreach (var set in chain.Sets) text.AppendLine($"{string.Join(", ", set.Items)}: {StepText.Of(set)}, LSN {set.First} to {set.Last}");
        text.AppendLine();
        text.AppendLine(leaveRestoring ? "The database is left restoring: more logs can follow." : "The last statement opens the database; no log can follow it.");
        if (chain.Full.Version > 0) text.AppendLine($"Needs SQL Server of major version {chain.Sets.Max(set => set.Version)} or later.");
        foreach (var warning in chain.Warnings) text.AppendLine(warning);
        return text.ToString();
    }

    private static IEnumerable<SqlStatement> Statements(ChainPlan chain, string database, string folder, bool leaveRestoring)
    {
        yield return RestoreStatements.Data(database, Devices(chain.Full, folder), [], replace: false);
        if (chain.Differential is { } differential) yield return RestoreStatements.Data(database, Devices(differential, folder), [], replace: false);
        foreach (var log in chain.Logs)
            yield return RestoreStatements.Log(database, Devices(log.Set, folder), log.StopBefore.IsZero ? chain.StopAt : null, log.Set.Started.Offset, log.StopBefore);
        if (!leaveRestoring) yield return RestoreStatements.Recover(database);
    }

    private static BackupDevices Devices(BackupSet set, string folder)
    {
        var separator = folder.Contains('\\') ? '\\' : '/';
        return new BackupDevices(BackupDevices.Disk, [.. set.Items.Select(item => folder.TrimEnd('\\', '/') + separator + item.Replace('/', separator))], null, null);
    }
}
