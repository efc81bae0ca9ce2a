using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SystemState.Points;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Plans recoveries of a computer's disks from documents alone.</summary>
internal static class BareMetalPlanner
{
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: there is no such point; <see cref="WorkloadFault.NotPossible"/>: disks under a running system are not replaced.</exception>
    public static RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, DateTimeOffset now)
    {
        var (point, machine) = MachinePlans.Choose(ask, points);
        var facts = StateDocument.Read(machine);
        if (ask.Destination != RecoveryDestination.Folder)
            throw new WorkloadException(WorkloadFault.NotPossible, "The disks of a computer are not replaced while it runs.", $"Recover to a folder (a share, or a disk that can be carried), and run {WinReScript.Name} from it in the Windows Recovery Environment; single files can be recovered to a folder by their paths.");
        var plan = MachinePlans.ToFolder(ask, point, machine);
        return ask.Items.Count > 0 ? plan : plan with { Steps = [.. plan.Steps, .. Steps(facts, point.Document.Consistent)], Warnings = [.. DirectoryNotes.TooOld(facts.State, point.Document.Consistent, now) is { } old ? [old] : Array.Empty<string>(), .. facts.State.Warnings, .. plan.Warnings] };
    }

    private static IEnumerable<string> Steps(BareMetalFacts facts, DateTimeOffset taken)
    {
        var (letters, windows) = (TargetLetters.Of(facts), facts.Windows);
        yield return $"Write {StatePlanner.PlanFile} and {WinReScript.Name} beside them; the script needs images as vhdx or vhd (format=raw: write them to disks with a program for that instead).";
        yield return $"Start the computer from a medium of Windows Setup, {(facts.IsUefi ? "as UEFI" : "as BIOS (legacy)")}, as it started before; choose Repair, Troubleshoot, Command Prompt; connect the folder (net use Z: \\\\SERVER\\SHARE).";
        yield return "Other hardware: put the drivers of its storage and network into the folder drivers; load what the environment itself needs with drvload.";
        foreach (var disk in facts.Disks)
            yield return string.Create(CultureInfo.InvariantCulture, $"Disk {disk.Number}: at least {PartitionLines.Needed(disk)} bytes ({disk.Length} before), {disk.Scheme.ToString().ToUpperInvariant()}; erased, and laid out by diskpart: {string.Join(", ", disk.Partitions.Where(partition => partition.Use != PartitionUse.LeftOut).Select(partition => Text(partition)))}.");
        foreach (var disk in facts.Disks)
            foreach (var partition in disk.Partitions.Where(partition => partition.Use is PartitionUse.Windows or PartitionUse.Critical))
                yield return $"Apply partition {partition.Number} of {disk.Name} to {letters[(disk.Number, partition.Number)]}: by DISM.";
        yield return $"Write boot manager and boot configuration: bcdboot, from {TargetLetters.Windows}{facts.State.WindowsFolder[1..]} (partition {windows.Partition.Number} of {windows.Disk.Name}), for {(facts.IsUefi ? "UEFI" : "BIOS")}.";
        yield return "Have Windows forget the letters of drives, which are kept by ids of disks and partitions that are no more (MountedDevices); add the drivers, where there are some; restart.";
        foreach (var note in DirectoryNotes.Of(facts.State, taken)) yield return note;
        if (Lettered(facts) is { Count: > 0 } lettered) yield return $"Once Windows runs, see that partitions have the letters that they had (diskmgmt.msc): {string.Join(", ", lettered)}.";
        if (facts.Disks.Any(disk => disk.Partitions.Any(partition => partition.Use == PartitionUse.Recovery))) yield return "Once Windows runs: reagentc /enable. The recovery partition was made anew and is empty.";
        yield return "Recover the volumes and applications that are not in this point from theirs.";
    }

    private static List<string> Lettered(BareMetalFacts facts) =>
        [.. facts.Disks.SelectMany(disk => disk.Partitions.Where(partition => partition is { Use: PartitionUse.Critical, Letter: not null }).Select(partition => $"{partition.Letter}: of partition {partition.Number} of {disk.Name}"))];

    private static string Text(KeptPartition partition) =>
        string.Create(CultureInfo.InvariantCulture, $"{partition.Number} {partition.Use switch { PartitionUse.Windows => "Windows", PartitionUse.Boot => "boot", PartitionUse.Critical => "critical", PartitionUse.Reserved => "reserved", _ => "recovery" }}{(partition.Letter is { } letter ? $" {letter}:" : "")} {partition.Length} bytes");
}
