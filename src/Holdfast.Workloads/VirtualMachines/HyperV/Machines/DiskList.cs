using System.Globalization;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Machines;

/// <summary>Finds the disks among the setting data of a machine or checkpoint, and what of its storage no backup can take.</summary>
internal sealed class DiskList
{
    private readonly Dictionary<string, WmiObject> _resources;
    private readonly Dictionary<string, (string Bus, int Number)> _controllers = new(StringComparer.OrdinalIgnoreCase);

    private DiskList(IReadOnlyList<WmiObject> parts)
    {
        _resources = parts.Where(part => part.Text("InstanceID") is not null).DistinctBy(part => part.Text("InstanceID"), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(part => part.Text("InstanceID")!, StringComparer.OrdinalIgnoreCase);
        Number("IDE", parts.Where(part => Is(part, Msvm.Ide)));
        Number("SCSI", parts.Where(part => Is(part, Msvm.Scsi)));
        Number("PMEM", parts.Where(part => Is(part, Msvm.Pmem)));
        foreach (var part in parts) Take(part);
        Disks = [.. Found.OrderBy(disk => disk.Bus, StringComparer.Ordinal).ThenBy(disk => disk.Controller).ThenBy(disk => disk.Location)];
    }

    /// <summary>By bus, controller, and place.</summary>
    public IReadOnlyList<AttachedDisk> Disks { get; }

    /// <summary>Storage that is in no recovery point, each with its reason, as people read it.</summary>
    public List<string> LeftOut { get; } = [];

    private List<AttachedDisk> Found { get; } = [];

    /// <param name="parts">Setting data of the machine or checkpoint, in Hyper-V's order.</param>
    public static DiskList Of(IReadOnlyList<WmiObject> parts) => new(parts);

    private static bool Is(WmiObject part, string subType) => part.Text("ResourceSubType") == subType;

    private void Number(string bus, IEnumerable<WmiObject> controllers)
    {
        var number = 0;
        foreach (var controller in controllers)
        {
            // The two controllers for IDE say which they are; others count in Hyper-V's order.
            var own = int.TryParse(controller.Text("Address"), NumberStyles.None, CultureInfo.InvariantCulture, out var address) && bus == "IDE" ? address : number++;
            if (controller.Text("InstanceID") is { } id) _controllers.TryAdd(id, (bus, own));
        }
    }

    private void Take(WmiObject part)
    {
        if (Is(part, Msvm.PassThrough) && part.Texts("HostResource").Count > 0)
            LeftOut.Add($"{Where(part)?.Text ?? "A disk"} is a disk of the host that is passed through: Hyper-V makes no checkpoint of it.");
        else if (Is(part, Msvm.FibreChannel))
            LeftOut.Add($"{part.Text("ElementName") ?? "A Fibre Channel adapter"}: disks that come by it are not seen from the host.");
        else if (Is(part, Msvm.DiskImage) && part.Texts("HostResource") is [{ Length: > 0 } file, ..] && part.Text("InstanceID") is { } instance) TakeImage(part, instance, file);
    }

    private void TakeImage(WmiObject part, string instance, string file)
    {
        var drive = Parent(part);
        if (drive is null || Where(drive) is not { } place) LeftOut.Add($"{HostPath.NameOf(file)} is attached to nothing that is known.");
        else if (file.EndsWith(".vhds", StringComparison.OrdinalIgnoreCase) || part.IsSet("PersistentReservationsSupported"))
            LeftOut.Add($"{place.Text} {HostPath.NameOf(file)} is shared between machines: protect its content from inside them.");
        else Found.Add(new AttachedDisk(instance, place.Bus, place.Controller, place.Location, file));
    }

    private WmiObject? Parent(WmiObject part) => WmiPath.Key(part.Text("Parent"), "InstanceID") is { } id ? _resources.GetValueOrDefault(id) : null;

    /// <summary>Where a drive sits.</summary>
    private (string Bus, int Controller, int Location, string Text)? Where(WmiObject drive)
    {
        if (WmiPath.Key(drive.Text("Parent"), "InstanceID") is not { } id || !_controllers.TryGetValue(id, out var controller)) return null;
        if (!int.TryParse(drive.Text("AddressOnParent"), NumberStyles.None, CultureInfo.InvariantCulture, out var location)) return null;
        return (controller.Bus, controller.Number, location, $"{controller.Bus} {controller.Number}:{location}");
    }
}
