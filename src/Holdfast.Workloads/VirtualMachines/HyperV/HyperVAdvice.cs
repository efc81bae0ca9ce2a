using Holdfast.Workloads.VirtualMachines.HyperV.Machines;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>What keeps a machine from being protected as well as it could be, each with what to do.</summary>
internal static class HyperVAdvice
{
    public const string Tpm = "The machine has a virtual TPM: its key protector opens with the certificates of the host's guardians alone. Export those certificates, with their private keys, and keep them apart; without them the machine starts on no other host.";

    public static IEnumerable<string> Of(Machine machine, HyperVOptions options)
    {
        foreach (var reason in machine.Storage.LeftOut) yield return reason;
        if (machine.Storage.Disks.Count == 0) yield return "No disk of the machine can be protected from the host: its points hold its configuration only.";
        if (machine.HasTpm) yield return Tpm;
        if (!machine.IsTracked) yield return $"Configuration version {machine.ConfigurationVersion} has no change tracking: each backup reads all disks. Update the machine's version (Update-VMVersion) on Windows Server 2016 or later.";
        foreach (var disk in machine.Storage.Disks.Where(disk => disk.File.EndsWith(".vhd", StringComparison.OrdinalIgnoreCase)))
            yield return $"{disk.Attachment} {HostPath.NameOf(disk.File)} is in the format VHD: each backup reads all of it. Convert it to VHDX (Convert-VHD).";
        if (machine.IsReplica) yield return "The machine is a replica of another host's: its points are as after a power cut.";
        else if (!machine.IsRunning && options.Consistency != CheckpointConsistency.Crash) yield return "The machine does not run: nothing inside can take part in a backup, and its disks are taken as they lie.";
    }
}
