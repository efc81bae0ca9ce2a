using System.Globalization;

namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>Arguments of qemu-system for a machine like the one that was backed up.</summary>
internal static class MachineArguments
{
    private const long Mebibyte = 1 << 20, SmallestMemory = 64, DefaultMemory = 1024;

    public static IReadOnlyList<string> Of(QemuHardware hardware)
    {
        var arguments = new List<string>();
        if (hardware.Type is { } type && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')) arguments.AddRange(["-machine", type]);
        var memory = hardware.Memory <= 0 ? DefaultMemory : Math.Max(SmallestMemory, hardware.Memory / Mebibyte);
        arguments.AddRange(["-m", memory.ToString(CultureInfo.InvariantCulture)]);
        if (hardware.Processors > 1) arguments.AddRange(["-smp", hardware.Processors.ToString(CultureInfo.InvariantCulture)]);
        if (hardware.Firmware is { } firmware) arguments.AddRange(["-drive", $"if=pflash,format=raw,readonly=on,file={firmware.Replace(",", ",,", StringComparison.Ordinal)}"]);
        return arguments;
    }

    /// <summary>A bus that every guest has drivers for on that machine.</summary>
    public static string Bus(QemuHardware hardware) => hardware.Architecture is "x86_64" or "i386" && hardware.Type?.Contains("microvm", StringComparison.Ordinal) != true ? "ide" : "virtio";
}
