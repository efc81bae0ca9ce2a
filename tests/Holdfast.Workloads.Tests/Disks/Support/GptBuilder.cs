using System.Buffers.Binary;
using Holdfast.Workloads.Checksums;

namespace Holdfast.Workloads.Tests.Disks.Support;

/// <summary>Makes disks with a GPT whose sectors no tool here knows, and seals damaged ones again.</summary>
internal static class GptBuilder
{
    public const int Entries = 8, EntryLength = 128;
    private static readonly Guid Linux = new("0fc63daf-8483-4772-8e79-3d69d8477de4");

    public static byte[] Disk(int sector, int sectors, params (int First, int Last)[] partitions)
    {
        var disk = new byte[sector * sectors];
        (disk[450], disk[454], disk[458], disk[510], disk[511]) = (0xEE, 1, 255, 0x55, 0xAA);
        Table(disk, sector, 1, sectors - 1, 2, partitions);
        Table(disk, sector, sectors - 1, 1, sectors - 3, partitions);
        Seal(disk, sector, 1);
        Seal(disk, sector, sectors - 1);
        return disk;
    }

    /// <summary>Checksums of what stands there now, as far as it makes sense.</summary>
    public static void Seal(byte[] disk, int sector, int at)
    {
        if ((at + 1) * sector > disk.Length) return;
        var header = disk.AsSpan(at * sector, sector);
        var (entriesAt, count, length) = (BinaryPrimitives.ReadUInt64LittleEndian(header[72..]), BinaryPrimitives.ReadUInt32LittleEndian(header[80..]), BinaryPrimitives.ReadUInt32LittleEndian(header[84..]));
        if (entriesAt < (ulong)(disk.Length / sector) && (ulong)count * length <= (ulong)disk.Length - (entriesAt * (ulong)sector))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[88..], Crc32.Of(disk.AsSpan((int)entriesAt * sector, (int)(count * length))));
        }

        header.Slice(16, 4).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], Crc32.Of(header[..(int)Math.Min((uint)sector, BinaryPrimitives.ReadUInt32LittleEndian(header[12..]))]));
    }

    private static void Table(byte[] disk, int sector, int own, int other, int entriesAt, (int First, int Last)[] partitions)
    {
        var header = disk.AsSpan(own * sector, sector);
        "EFI PART"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], 0x10000);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], 92);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], (ulong)own);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], (ulong)other);
        BinaryPrimitives.WriteUInt64LittleEndian(header[72..], (ulong)entriesAt);
        BinaryPrimitives.WriteUInt32LittleEndian(header[80..], Entries);
        BinaryPrimitives.WriteUInt32LittleEndian(header[84..], EntryLength);
        for (var index = 0; index < partitions.Length; index++)
        {
            var entry = disk.AsSpan((entriesAt * sector) + (index * EntryLength), EntryLength);
            Linux.TryWriteBytes(entry);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[32..], (ulong)partitions[index].First);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[40..], (ulong)partitions[index].Last);
            entry[56] = (byte)'p';
        }
    }
}
