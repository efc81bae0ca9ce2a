using System.Buffers.Binary;
using Holdfast.Testing.Programs;

namespace Holdfast.Testing.Machines;

/// <summary>Disks as tests lay them out: an MBR, and partitions one after the other.</summary>
public static class DiskImage
{
    private const string MakeExt4 = "/usr/sbin/mkfs.ext4";
    private const int Sector = 512, Align = 1 << 20;

    /// <summary>What <see cref="Ext4"/> lacks on this computer; null: nothing.</summary>
    public static string? Missing => File.Exists(MakeExt4) ? null : $"{MakeExt4} is not installed (e2fsprogs).";

    /// <summary>An ext4 file system of 16 MiB, labeled root, with these files.</summary>
    public static byte[] Ext4(params (string Path, byte[] Content)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-image-").FullName;
        try
        {
            var root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
            foreach (var (path, content) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
                File.WriteAllBytes(Path.Combine(root, path), content);
            }
            var image = Path.Combine(folder, "image");
            Program.Run(MakeExt4, "-q", "-F", "-L", "root", "-d", root, image, "16M");
            return File.ReadAllBytes(image);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A disk with an MBR of up to four partitions of Linux's type.</summary>
    public static byte[] Divided(params byte[][] partitions)
    {
        var disk = new byte[Align + partitions.Sum(partition => Aligned(partition.Length))];
        var at = Align;
        for (var i = 0; i < partitions.Length; i++)
        {
            var entry = disk.AsSpan(446 + (i * 16), 16);
            entry[4] = 0x83;
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], (uint)(at / Sector));
            BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], (uint)(partitions[i].Length / Sector));
            partitions[i].CopyTo(disk, at);
            at += Aligned(partitions[i].Length);
        }
        (disk[510], disk[511]) = (0x55, 0xAA);
        return disk;
    }

    /// <summary>What LUKS leaves at the front of a volume.</summary>
    public static byte[] Encrypted()
    {
        var volume = new byte[Align];
        "LUKS"u8.CopyTo(volume);
        (volume[4], volume[5], volume[7]) = (0xBA, 0xBE, 2);
        return volume;
    }

    private static int Aligned(int length) => (length + Align - 1) / Align * Align;
}
