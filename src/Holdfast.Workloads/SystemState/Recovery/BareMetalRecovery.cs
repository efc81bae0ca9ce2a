using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SystemState.Points;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Writes the disks of a computer to a folder, with the script that brings it back from there; or single files out of them.</summary>
internal static class BareMetalRecovery
{
    public static RecoveryOutcome Run(RecoveryTask task, IPointContent content, CancellationToken cancellation)
    {
        var (point, machine) = MachinePlans.Choose(task.Ask, task.Points);
        var (facts, options, folder) = (StateDocument.Read(machine), BareMetalOptions.Read(task.Context.Options), task.Ask.Folder!);
        var (files, reached, format) = (new MachineRecovery(task, point, machine, content, cancellation), point.Document.Consistent.ToUniversalTime(), options.Machine.Format);
        if (task.Ask.Items.Count > 0)
        {
            files.WriteItems(folder, format);
            return new RecoveryOutcome(reached, []);
        }
        WrittenTexts.Require(folder, [StatePlanner.PlanFile, WinReScript.Name], task.Ask.Overwrite);
        task.Progress.Expect(machine.Disks.Sum(disk => disk.Length));
        files.WriteEverything(folder, format);
        WrittenTexts.Write(folder, StatePlanner.PlanFile, PlanText.Of(facts.State.Computer, reached, task.Plan), Encoding.UTF8);
        if (format == "raw") return new RecoveryOutcome(reached, [$"{StatePlanner.PlanFile} in the folder says what to do; images of format raw are written to disks by a program for that."]);
        WrittenTexts.Write(folder, WinReScript.Name, WinReScript.Of(facts, reached, format, options.TargetDisk, DirectoryNotes.TooOld(facts.State, reached, task.Context.Clock.GetUtcNow()) is not null), Encoding.ASCII);
        return new RecoveryOutcome(reached, [$"{StatePlanner.PlanFile} in the folder says what to do; {WinReScript.Name} does it in the Windows Recovery Environment."]);
    }
}
