using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Writes the state of a system to a folder, with what it takes to go on from there.</summary>
internal static class StateRecovery
{
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.DestinationTaken"/>: another recovery is there.</exception>
    public static RecoveryOutcome Run(RecoveryTask task, IPointContent content, CancellationToken cancellation)
    {
        var (point, facts) = StatePlanner.Choose(task.Ask, task.Points);
        var (folder, reached) = (task.Ask.Folder!, point.Document.Consistent.ToUniversalTime());
        var isWhole = task.Ask.Items.Count == 0;
        if (isWhole) WrittenTexts.Require(folder, [StatePlanner.PlanFile, OfflineScript.Name], task.Ask.Overwrite);
        task.Progress.Phase("writing the system state");
        foreach (var part in task.Plan.Parts) content.Write(part.Point, part.Paths, folder, task.Ask.Overwrite, cancellation);
        if (!isWhole) return new RecoveryOutcome(reached, []);
        WrittenTexts.Write(folder, StatePlanner.PlanFile, PlanText.Of($"System state of {facts.Computer}", reached, task.Plan), Encoding.UTF8);
        WrittenTexts.Write(folder, OfflineScript.Name, OfflineScript.Of(facts, reached, facts.HasSecurity && OperatingSystem.IsWindows(), DirectoryNotes.TooOld(facts, reached, task.Context.Clock.GetUtcNow()) is not null), Encoding.ASCII);
        var apart = HardLinkList.Write(folder, content, point.Id);
        if (apart > 0) task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, $"{OfflineScript.Name} leaves {apart} names of files with several names as files of their own: it could not be given them safely."));
        return new RecoveryOutcome(reached, [$"{StatePlanner.PlanFile} in the folder says what to do; {OfflineScript.Name} does it in the Windows Recovery Environment."]);
    }
}
