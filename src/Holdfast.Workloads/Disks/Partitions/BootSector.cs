using System.Buffers.Binary;
using System.Numerics;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>Volumes whose first sector describes them. It may end with the signature of an MBR without being one.</summary>
internal static class BootSector
{
    private const int Length = 512, NameOffset = 3;
    private const int ToGoOffset = 424;
    private static readonly Guid BitLockerToGo = new("4967d63b-2e29-4ad8-8399-f6a339e3d001");

    public static string? Kind(IByteSource volume) => volume.Length < Length ? null : Kind(volume.Read(0, Length));

    public static string? Kind(ReadOnlySpan<byte> sector)
    {
        if (sector.Length < Length) return null;
        var name = sector[NameOffset..];
        if (name.StartsWith("-FVE-FS-"u8) || (name.StartsWith("MSWIN4.1"u8) && new Guid(sector.Slice(ToGoOffset, 16)) == BitLockerToGo)) return "bitlocker";
        if (name.StartsWith("NTFS    "u8)) return "ntfs";
        if (name.StartsWith("EXFAT   "u8)) return "exfat";
        return name.StartsWith("ReFS\0\0\0\0"u8) ? "refs" : Fat(sector);
    }

    /// <summary>FAT32 keeps the length of its table elsewhere; the number of clusters tells the other two apart.</summary>
    private static string? Fat(ReadOnlySpan<byte> sector)
    {
        var (sectorLength, perCluster, reserved, copies) = (U16(sector, 11), sector[13], U16(sector, 14), sector[16]);
        var isFat = sector[0] is 0xEB or 0xE9 && BitOperations.IsPow2(sectorLength) && sectorLength is >= 512 and <= 4096
            && BitOperations.IsPow2((uint)perCluster) && reserved != 0 && copies is 1 or 2 && sector[21] is 0xF0 or >= 0xF8;
        if (!isFat) return null;
        var rootEntries = U16(sector, 17);
        long sectors = U16(sector, 19) is not 0 and var few ? few : U32(sector, 32);
        long table = U16(sector, 22) is not 0 and var low ? low : U32(sector, 36);
        var clusters = (sectors - reserved - (copies * table) - (((rootEntries * 32) + sectorLength - 1) / sectorLength)) / perCluster;
        if (table == 0 || clusters <= 0) return null;
        return U16(sector, 22) == 0 ? "fat32" : clusters < 4085 ? "fat12" : "fat16";
    }

    private static uint U16(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt16LittleEndian(sector[at..]);

    private static uint U32(ReadOnlySpan<byte> sector, int at) => BinaryPrimitives.ReadUInt32LittleEndian(sector[at..]);
}
