using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>Makes the shadow copies of a system, and says what was taken.</summary>
internal static class StateTaking
{
    private const string WindowsVariable = "SystemRoot", UsualFolder = @"C:\Windows";

    /// <param name="choose">Of the writers that are there; the first that sees them.</param>
    /// <param name="read">Reads what the shadow copies hold, and gives the document of the point. Where it fails, nothing is left.</param>
    public static IPendingBackup Run(
        IShadowCopyService service, BackupTask task, Func<IReadOnlyList<WriterMetadata>, IReadOnlyList<WriterWish>> choose, Func<ShadowCopySession, BackupDocument> read, CancellationToken cancellation) => StateFaults.Guard(() =>
    {
        task.Progress.Phase("making a shadow copy");
        var request = new BackupRequest(ShadowBackupType.Full, choose) { IsBootableSystemState = true, ReadsOthersLive = true };
        var session = ShadowCopySession.Take(service, request, task.Context.Clock, text => Note(task, text), cancellation);
        try
        {
            return (IPendingBackup)new StatePending(read(session), session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    });

    /// <param name="files">How many are in the point, and their bytes; of whole disks, those that the writers name.</param>
    public static StateFacts Facts(ShadowCopySession session, IReadOnlyDictionary<string, string> environment, string computer, IReadOnlyList<PlannedFile> files, IEnumerable<string> warnings)
    {
        var plan = RestorePlanner.Plan(VssDocuments.ReadComponents(session.Document), [.. session.Writers.Select(writer => writer.Metadata)], []);
        var live = session.LiveVolumes.Select(volume => $"{volume} cannot have a shadow copy: its files are those of the moment in which they were read.");
        return new StateFacts(StateFacts.CurrentFormat, computer, WindowsFolder(environment), StateFacts.Of(plan), session.Plan.Volumes, files.Count, files.Sum(file => file.Length), [.. warnings, .. live, .. plan.Warnings]);
    }

    /// <summary>With the tombstone lifetime of the forest, where the computer is a domain controller. Its backup is good whether or not that can be read; the point says which.</summary>
    public static StateFacts WithLifetime(StateFacts facts, IDirectoryService? directory, CancellationToken cancellation)
    {
        if (directory is null || !facts.Has(SystemWriters.Directory)) return facts;
        try
        {
            return facts with { TombstoneDays = TombstoneLifetime.Days(directory.TombstoneLifetime(cancellation)) };
        }
        catch (WorkloadException unread)
        {
            return facts with { Warnings = [.. facts.Warnings, unread.Message] };
        }
    }

    public static string WindowsFolder(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue(WindowsVariable, out var folder) && folder.Length > 3 ? char.ToUpperInvariant(folder[0]) + folder[1..].TrimEnd('\\') : UsualFolder;

    /// <summary>Why more was read than was wanted; null where it was not.</summary>
    public static string? Why(BackupTask task) => task.Wanted == BackupType.Full ? null : "The state of a system is always read whole; what did not change is not stored again.";

    private static void Note(BackupTask task, string text) => task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, text));
}
