using System.Text.Json;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>What a point of a QEMU machine says beyond what all machines say.</summary>
/// <param name="Tag">Part of the name of everything that this datasource has in QEMU.</param>
/// <param name="Mark">The dirty bitmap, or libvirt's checkpoint, that notes what changes from this point on.</param>
/// <param name="Version">Of QEMU.</param>
/// <param name="Ahead">What the point has of its disks that the mark may not have noted as changed: it was made while the machine was off. Null for none.</param>
internal sealed record QemuState(string Tag, string Mark, string Version, QemuHardware Hardware, IReadOnlyList<AheadOfMark>? Ahead = null)
{
    /// <summary>Null where the point is another platform's or damaged.</summary>
    public static QemuState? Of(MachineState machine)
    {
        try
        {
            return machine.Own.Deserialize(QemuJson.Default.QemuState) is { Tag: not null, Mark: not null, Version: not null, Hardware: not null } state && QemuNames.IsTag(state.Tag) && AheadOfMark.Hold(state.Ahead) ? state : null;
        }
        catch (JsonException)
        {
            return null; // a backup reads everything then, and says so
        }
    }

    public JsonElement ToElement() => JsonSerializer.SerializeToElement(this, QemuJson.Default.QemuState);
}
