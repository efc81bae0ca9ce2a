using System.Buffers.Binary;
using Holdfast.Workloads.SystemState.Hosts;

namespace Holdfast.Workloads.Tests.SystemState.Support;

/// <summary>Disks as Windows lays them out, a few MiB long.</summary>
internal static class BootDisks
{
    public const int MiB = 1 << 20;

    /// <summary>MBR: system reserved, Windows, data; the whole disk is full of 0x11 besides.</summary>
    public static void AddBios(SystemHost host, bool spanned = false) => Add(host, 0x07, spanned);

    /// <summary>An EFI system partition in place of the reserved one.</summary>
    public static void AddEfi(SystemHost host) => Add(host, 0xEF, false);

    private static void Add(SystemHost host, byte firstType, bool spanned)
    {
        var disk = new byte[16 * MiB];
        disk.AsSpan().Fill(0x11);
        disk.AsSpan(446, 66).Clear();
        Partition(disk, 0, firstType, 1, 1, isActive: true);
        Partition(disk, 1, 0x07, 2, 3);
        Partition(disk, 2, 0x07, 5, 2);
        (disk[510], disk[511]) = (0x55, 0xAA);
        // The stand-in's shadow copies are of volumes by the root that they were asked for.
        host.Disks.Add(0, disk, [new HostVolume(SystemHost.BootVolume, MiB, MiB, true), new HostVolume(@"C:\", 2 * MiB, 3 * MiB, !spanned), new HostVolume(@"E:\", 5 * MiB, 2 * MiB, true)]);
        host.Disks.Add(1, new byte[2 * MiB]);
    }

    private static void Partition(byte[] disk, int index, byte type, int start, int length, bool isActive = false)
    {
        var entry = disk.AsSpan(446 + (index * 16), 16);
        (entry[0], entry[4]) = (isActive ? (byte)0x80 : (byte)0, type);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], (uint)(start * MiB / 512));
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], (uint)(length * MiB / 512));
    }
}
