using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Windows.Journal;

namespace Holdfast.Workloads.Tests.WindowsFiles;

/// <summary>Writes records of USN journals as winioctl.h lays them out.</summary>
internal static class Records
{
    public static readonly long Time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).ToFileTimeUtc();

    public static byte[] V2(ulong file, ulong parent, long usn, UsnReasons reasons, string name) => Named(2, file, parent, usn, reasons, name);

    public static byte[] V3(UInt128 file, UInt128 parent, long usn, UsnReasons reasons, string name) => Named(3, file, parent, usn, reasons, name);

    public static byte[] V4(UInt128 file, UInt128 parent, long usn, int remaining, params ByteRange[] ranges)
    {
        var bytes = Header(4, 64 + (ranges.Length * 16));
        BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(8), file);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(24), parent);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), usn);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(48), (uint)UsnReasons.DataOverwrite);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(56), remaining);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(60), (ushort)ranges.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(62), 16);
        for (var index = 0; index < ranges.Length; index++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(64 + (index * 16)), ranges[index].Offset);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(72 + (index * 16)), ranges[index].Length);
        }
        return bytes;
    }

    public static UsnChangePlan Plan(params byte[][] records)
    {
        var planner = new UsnChangePlanner();
        var reader = new UsnRecordReader(records.SelectMany(record => record).ToArray(), 0);
        while (reader.Next(out var record)) planner.Add(record);
        return planner.Finish()!;
    }

    private static byte[] Named(int version, UInt128 file, UInt128 parent, long usn, UsnReasons reasons, string name)
    {
        var (head, id) = version == 2 ? (60, 8) : (76, 16);
        var bytes = Header(version, (head + (name.Length * 2) + 7) & ~7);
        for (var index = 0; index < id; index++)
        {
            bytes[8 + index] = (byte)((file >> (8 * index)) & 0xff);
            bytes[8 + id + index] = (byte)((parent >> (8 * index)) & 0xff);
        }
        var at = 8 + (2 * id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), usn);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at + 8), Time);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 16), (uint)reasons);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 28), (uint)FileAttributes.Archive);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(head - 4), (ushort)(name.Length * 2));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(head - 2), (ushort)head);
        MemoryMarshal.AsBytes(name.AsSpan()).CopyTo(bytes.AsSpan(head));
        return bytes;
    }

    private static byte[] Header(int version, int length)
    {
        var bytes = new byte[length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        bytes[4] = (byte)version;
        return bytes;
    }
}
