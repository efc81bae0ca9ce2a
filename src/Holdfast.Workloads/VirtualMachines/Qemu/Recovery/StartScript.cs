using System.Globalization;
using System.Text;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Recovery;

/// <summary>Says beside recovered disks how a machine is started with them.</summary>
internal static class StartScript
{
    public static void Write(string folder, MachineState state, QemuHardware? hardware, IReadOnlyList<string> disks, string format)
    {
        var names = disks.Select(disk => Path.GetRelativePath(folder, disk).Replace('\\', '/')).ToList();
        var readme = new StringBuilder();
        readme.Append(CultureInfo.InvariantCulture, $"The machine {state.Name}, as recovered.\n\ndisks/    its disks ({format}), in this order: {string.Join(", ", names)}\nmachine/  what QEMU or libvirt told of it\n");
        foreach (var disk in state.Disks) readme.Append(CultureInfo.InvariantCulture, $"          {disk.Name}: {disk.Length} bytes, was {disk.Format}{(disk.Origin is null ? "" : $" at {disk.Origin}")}{(disk.Attachment.Length == 0 ? "" : $", attached as {disk.Attachment}")}\n");
        foreach (var line in MachinePlans.Exclusions(state)) readme.Append(CultureInfo.InvariantCulture, $"{line}\n");
        if (hardware?.Architecture is { } architecture)
        {
            readme.Append("\nstart.sh starts it with QEMU, without a network and without writing to the disks: take -snapshot out when it is to stay.\n");
            var path = Path.Combine(folder, "start.sh");
            File.WriteAllText(path, Script(architecture, hardware, names, format));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else readme.Append("\nThe disks were served by a storage daemon: nothing is known of a machine around them.\n");
        File.WriteAllText(Path.Combine(folder, "README.txt"), readme.ToString());
    }

    private static string Script(string architecture, QemuHardware hardware, IReadOnlyList<string> disks, string format)
    {
        var script = new StringBuilder("#!/bin/sh\ncd \"$(dirname \"$0\")\" || exit 1\n");
        script.Append(CultureInfo.InvariantCulture, $"exec qemu-system-{Quote(architecture)}");
        foreach (var argument in MachineArguments.Of(hardware)) script.Append(' ').Append(Quote(argument));
        script.Append(" -snapshot -nic none");
        foreach (var disk in disks) script.Append(" -drive ").Append(Quote($"file={disk.Replace(",", ",,", StringComparison.Ordinal)},format={(format == "vhd" ? "vpc" : format)},if={MachineArguments.Bus(hardware)}"));
        return script.Append(" \"$@\"\n").ToString();
    }

    private static string Quote(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '=' or ',') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
