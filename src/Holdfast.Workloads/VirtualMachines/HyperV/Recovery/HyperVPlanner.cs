using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>Plans recoveries from documents alone.</summary>
internal static class HyperVPlanner
{
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: no point is what is wanted; <see cref="WorkloadFault.NotPossible"/>: single items to a host.</exception>
    public static RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        var chosen = ChosenPoint.Of(ask, points);
        if (ask.Destination == RecoveryDestination.Folder)
        {
            var plan = MachinePlans.ToFolder(ask, chosen.Point, chosen.Machine);
            return ask.Items.Count > 0 ? plan : plan with { Warnings = [.. plan.Warnings, .. Warnings(ask, chosen)] };
        }
        if (ask.Items.Count > 0) throw new WorkloadException(WorkloadFault.NotPossible, "Single items cannot be recovered into a machine.", "Recover them to a folder.");
        return new RecoveryPlan([new PlannedPart(chosen.Point.Id, [MachineLayout.Machine, .. chosen.Machine.Disks.Select(disk => disk.Path)])], chosen.Point.Document.Consistent.ToUniversalTime(), Steps(ask, chosen), [.. Warnings(ask, chosen)]);
    }

    private static List<string> Steps(RecoveryAsk ask, ChosenPoint chosen)
    {
        var name = ask.NewName ?? chosen.Machine.Name;
        var steps = chosen.Machine.Disks.Select(disk => $"Write {disk.Attachment} ({disk.Length} bytes) as a new VHDX.").ToList();
        steps.Add($"Import the configuration as a planned machine: disks at their new places, network adapters to switches of the same names, checked by Hyper-V.");
        if (ask.Destination == RecoveryDestination.Original)
            steps.Add(ask.Overwrite ? $"If {name} is there: turn it off, keep its configuration aside, and remove it; where a later step fails, it is put back." : $"Stop if {name} is there.");
        steps.Add($"Make the planned machine {name} a real one.");
        if (ask is { Destination: RecoveryDestination.Original, Overwrite: true }) steps.Add("Delete the disks of the machine that was replaced.");
        return steps;
    }

    private static IEnumerable<string> Warnings(RecoveryAsk ask, ChosenPoint chosen)
    {
        if (ask.Destination != RecoveryDestination.Folder)
            foreach (var exclusion in MachinePlans.Exclusions(chosen.Machine)) yield return exclusion;
        foreach (var reason in chosen.Own.LeftOut) yield return $"Not in the point: {reason}";
        if (chosen.Own.HasTpm) yield return HyperVAdvice.Tpm;
        if (chosen.Point.Document.Guarantee == ConsistencyGuarantee.Crash) yield return "The machine starts as after a power cut.";
        if (ask is { Destination: RecoveryDestination.Original, Overwrite: true }) yield return $"What {chosen.Machine.Name} wrote after {chosen.Point.Document.Consistent.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC is lost.";
        if (ask.Destination != RecoveryDestination.Folder && chosen.Machine.Disks.Any(disk => disk.Format == "vhd")) yield return "Disks that were in the format VHD become VHDX.";
    }
}
