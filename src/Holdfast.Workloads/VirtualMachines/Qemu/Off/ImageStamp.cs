using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Files.Linux;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Off;

/// <summary>
/// Tells whether anything wrote to an image: of a file which one it is, its length, and when it was last written to; of a block device how often this computer wrote to it. Two that are the same,
/// with a question to libvirt before and after each, say that nobody wrote in between.
/// </summary>
internal sealed record ImageStamp(string Path, ulong Device, ulong Inode, string State)
{
    private static readonly int[] counters = [4, 6, 11, 13]; // writes, sectors written, discards, sectors discarded

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotReachable"/>: it is not there, or may not be read.</exception>
    public static ImageStamp Of(string path)
    {
        try
        {
            // Opened first: a file on another computer is asked for anew then.
            using var opened = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var errno = Native.StatPath(path, true, out var stat);
            if (errno != 0) throw Missing(path, $"error {errno}", null);
            return stat.Type switch
            {
                Abi.S_IFREG => new ImageStamp(path, stat.Device, stat.Inode, string.Create(CultureInfo.InvariantCulture, $"{stat.Size} {stat.Modified.Seconds}.{stat.Modified.Nanoseconds}")),
                Abi.S_IFBLK => new ImageStamp(path, ((ulong)stat.NodeMajor << 32) | stat.NodeMinor, 0, Counters(string.Create(CultureInfo.InvariantCulture, $"/sys/dev/block/{stat.NodeMajor}:{stat.NodeMinor}/stat"))),
                _ => throw new WorkloadException(WorkloadFault.NotPossible, $"{path} is neither a file nor a block device.", "Look at the machine's definition."),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Missing(path, error.Message, error);
        }
    }

    /// <summary>The same of a device, from the statistics that the kernel keeps of it.</summary>
    private static string Counters(string path)
    {
        var fields = File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(' ', counters.Where(number => number < fields.Length).Select(number => fields[number]));
    }

    private static WorkloadException Missing(string path, string why, Exception? inner) =>
        new(WorkloadFault.NotReachable, $"The image {path} cannot be read: {why}", "Check that it is there, and that this program's account may read it.", inner);
}
