using System.Runtime.InteropServices;
using System.Text;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>What a file stands for instead of its own content.</summary>
internal static class ReparsePoint
{
    public const uint Link = 0xa000000c, MountPoint = 0xa0000003, LinuxLink = 0xa000001d;

    /// <summary>Content that Windows compresses on its own (compact /exe, system compression).</summary>
    public const uint Overlay = 0x80000017;

    public const uint Deduplicated = 0x80000013;

    private const int DataAt = 8;
    private const string Device = @"\??\";

    /// <summary>Windows allows no longer ones.</summary>
    private const int Longest = 16 << 10;

    /// <exception cref="Inspection.MalformedFileException">It is too long.</exception>
    public static byte[] Read(NtfsVolume volume, NtfsFile file, NtfsAttribute point)
    {
        var content = volume.Content(file, point, volume.Metadata);
        return content.Length <= Longest ? content.Read(0, (int)content.Length) : throw new Inspection.MalformedFileException(point.Origin, $"a reparse point of at most {Longest} bytes", $"{content.Length} bytes");
    }

    public static uint Tag(Fields value) => value.U32(0);

    /// <summary>Where a link or a mount point leads, as Windows shows it; null for everything else.</summary>
    public static string? Target(Fields value) => Tag(value) switch
    {
        Link => Path(value, 20),
        MountPoint => Path(value, 16),
        LinuxLink => Encoding.UTF8.GetString(value.Slice(DataAt + 4, Math.Max(0, value.Length - DataAt - 4))),
        _ => null,
    };

    private static string Path(Fields value, int namesAt)
    {
        var printed = Text(value, namesAt + value.U16(12), value.U16(14));
        if (printed.Length > 0) return printed;
        var target = Text(value, namesAt + value.U16(8), value.U16(10));
        return target.StartsWith(Device, StringComparison.Ordinal) ? target[Device.Length..] : target;
    }

    private static string Text(Fields value, int at, int length) => new string(MemoryMarshal.Cast<byte, char>(value.Slice(at, length & ~1))).TrimEnd('\0');
}
