using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>Where a recovered machine lies on its host.</summary>
/// <param name="Root">Folder of its configuration.</param>
/// <param name="IsMoved">The configuration says another one.</param>
/// <param name="Files">Images of its disks by their names; none of them is there yet.</param>
internal sealed partial record HostPlaces(string Root, bool IsMoved, IReadOnlyDictionary<string, string> Files)
{
    private const string HostSettings = "Msvm_VirtualSystemManagementServiceSettingData";

    /// <summary>In the folder that was asked for; else for the original machine beside the images that it had; else where the host keeps machines.</summary>
    public static HostPlaces Choose(RecoveryAsk ask, ChosenPoint chosen, IHyperVHost host, IWmiSession session, DateTimeOffset now)
    {
        var name = HostPath.Plain(ask.NewName ?? chosen.Machine.Name);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (ask.Folder is { } folder)
        {
            var root = HostPath.Combine(folder, name);
            return new HostPlaces(root, true, FilesOf(chosen, host, now, taken, _ => HostPath.Combine(root, "Virtual Hard Disks")));
        }
        if (ask.Destination == RecoveryDestination.Original)
            return new HostPlaces(chosen.Own.Root, false, FilesOf(chosen, host, now, taken, file => HostPath.FolderOf(file) ?? chosen.Own.Root));
        var settings = session.Query(HostSettings).FirstOrDefault();
        var (machines, disks) = (settings?.Text("DefaultExternalDataRoot"), settings?.Text("DefaultVirtualHardDiskPath"));
        if (machines is null || disks is null) throw new WorkloadException(WorkloadFault.OptionWrong, $"{host.Name} does not say where it keeps machines.", "Name a folder of the host.");
        return new HostPlaces(machines, true, FilesOf(chosen, host, now, taken, _ => HostPath.Combine(disks, name)));
    }

    private static Dictionary<string, string> FilesOf(ChosenPoint chosen, IHyperVHost host, DateTimeOffset now, HashSet<string> taken, Func<string, string> folderOf)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (disk, tracked) in chosen.Machine.Disks.Zip(chosen.Own.Disks))
        {
            var (folder, plain) = (folderOf(tracked.File), Stamp().Replace(WithoutExtension(HostPath.NameOf(tracked.File)), ""));
            var name = plain;
            for (var number = 0; !taken.Add(HostPath.Combine(folder, name)) || HostPath.WithTracking(HostPath.Combine(folder, name + ".vhdx")).Any(file => File.Exists(host.Locate(file))); number++)
                name = plain + now.UtcDateTime.ToString("-yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture) + (number == 0 ? "" : "-" + number.ToString(CultureInfo.InvariantCulture));
            files.Add(disk.Name, HostPath.Combine(folder, name + ".vhdx"));
        }
        return files;
    }

    private static string WithoutExtension(string name) => HostPath.Plain(name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name);

    /// <summary>What an earlier recovery added.</summary>
    [GeneratedRegex(@"-\d{8}T\d{6}(-\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();
}
