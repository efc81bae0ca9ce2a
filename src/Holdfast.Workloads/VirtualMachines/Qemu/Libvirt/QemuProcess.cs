using System.Text;
using Holdfast.Workloads.Files.Linux;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <summary>The process of a domain: who it runs as must be able to write to the folder of a backup.</summary>
internal static class QemuProcess
{
    private const int LongestCommandLine = 64 << 10;

    /// <summary>User and group; null where that cannot be told, or nothing could be given to them anyway.</summary>
    public static (uint User, uint Group)? OwnerOf(string domain)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return null;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!Path.GetFileName(folder).All(char.IsAsciiDigit)) continue;
            if (Arguments(folder).Any(argument => argument == $"guest={domain}" || argument.StartsWith($"guest={domain},", StringComparison.Ordinal)) && Native.StatPath(folder, true, out var owner) == 0) return (owner.Owner, owner.Group);
        }
        return null;
    }

    private static string[] Arguments(string folder)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, "cmdline"));
            var bytes = new byte[LongestCommandLine];
            return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Split('\0');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // it has ended
        }
    }
}
