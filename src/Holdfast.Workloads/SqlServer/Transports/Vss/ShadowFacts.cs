using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Discovery;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>Makes a backup set of what the writer noted, and holds it against what was asked for.</summary>
internal static class ShadowFacts
{
    /// <param name="document">The backup components document after the shadow copy.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ContentWrong"/>.</exception>
    public static (BackupSet Set, WriterBackupMetadata Metadata) Read(BackupComponents document, ComponentPath component, ChosenReplica replica, bool copyOnly)
    {
        var noted = Component(document, component)?.Metadata;
        var metadata = WriterBackupMetadata.Read(noted);
        var set = MediaSet.From(metadata.Report, replica.Status.Model) ?? throw Wrong("the writer's note names no LSNs");
        if (set.Kind != BackupSetKind.Full) throw Wrong($"a {set.Kind} backup came, and a full one was asked for");
        if (!string.Equals(set.Database, replica.Status.Name, StringComparison.OrdinalIgnoreCase)) throw Wrong($"a backup of {set.Database} came, and {replica.Status.Name} was asked for");
        if (set.Server.Length > 0 && !string.Equals(set.Server, replica.Server.Name, StringComparison.OrdinalIgnoreCase)) throw Wrong($"it comes from server {set.Server}");
        if (replica.Status.Family != Guid.Empty && set.Family != Guid.Empty && set.Family != replica.Status.Family) throw Wrong("the database was made anew meanwhile");
        return (set with { IsShadowCopy = true, CopyOnly = copyOnly, Damaged = false }, metadata);
    }

    public static ChosenComponent? Component(BackupComponents document, ComponentPath component) =>
        document.Writers.Where(writer => writer.Writer == SqlWriterRestore.Writer).SelectMany(writer => writer.Components).FirstOrDefault(chosen => chosen.Path.Equals(component));

    private static WorkloadException Wrong(string what) =>
        new(WorkloadFault.ContentWrong, $"The backup is not what was asked for: {what}.", "The backup does not count; it is taken again at the next run. Look at SQL Server's error log, and at the event log (source SQLWRITER).");
}
