using Holdfast.Workloads.Disks.Vhd;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks;

/// <summary>Opens the file of a disk, whatever its format.</summary>
public static class DiskImages
{
    /// <summary>By content, whatever the file's name. Parents are looked for beside the file unless the opening says where they are.</summary>
    /// <exception cref="MalformedFileException">It is damaged, or its parent is.</exception>
    /// <exception cref="IOException">It cannot be read, or its parent is not here.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static IDisk Open(string path, DiskOpening? opening = null)
    {
        var file = FileBytes.Open(path);
        try
        {
            var how = opening ?? DiskOpening.Plain;
            return Open(file, how.Parents is null ? how with { Parents = new ParentsBeside(file.Path) } : how);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <param name="file">Closed with the disk where it can be closed; not where opening fails.</param>
    /// <exception cref="MalformedFileException">It is damaged, or its parent is.</exception>
    /// <exception cref="IOException">It cannot be read, or its parent is not here.</exception>
    public static IDisk Open(IByteSource file, DiskOpening? opening = null) => Recognize(file) switch
    {
        DiskFormat.Vhdx => VhdxDisk.Open(file, opening),
        DiskFormat.Vhd => VhdDisk.Open(file, opening),
        _ => new RawDisk(file),
    };

    public static DiskFormat Recognize(IByteSource file)
    {
        var start = file.Read(0, (int)Math.Min(file.Length, VhdxFormat.FirstHeader + VhdxFormat.HeaderLength));
        var length = (int)Math.Min(file.Length, VhdFormat.FooterLength);
        return Recognize(start, file.Read(file.Length - length, length));
    }

    /// <param name="start">The first 68 KiB, or what there is.</param>
    /// <param name="end">The last 512 bytes or more.</param>
    internal static DiskFormat Recognize(ReadOnlySpan<byte> start, ReadOnlySpan<byte> end)
    {
        if (start.StartsWith(VhdxFormat.Identifier) || (start.Length > VhdxFormat.FirstHeader && start[VhdxFormat.FirstHeader..].StartsWith(VhdxFormat.HeaderSignature))) return DiskFormat.Vhdx;
        return start.StartsWith(VhdFormat.FooterCookie) || VhdFooter.Ends(end) ? DiskFormat.Vhd : DiskFormat.Raw;
    }
}
