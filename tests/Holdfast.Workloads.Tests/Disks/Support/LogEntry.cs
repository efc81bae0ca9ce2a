using System.Buffers.Binary;
using Holdfast.Workloads.Disks.Vhdx;

namespace Holdfast.Workloads.Tests.Disks.Support;

/// <summary>An entry of the log of a VHDX, as [MS-VHDX] 2.3.1 lays it out.</summary>
internal sealed class LogEntry(Guid log, ulong sequence, int tail)
{
    private readonly List<(long Offset, long Zeros, byte[]? Data)> writes = [];

    public ulong FlushedLength { get; init; } = 5 << 20;

    public ulong LastLength { get; init; } = 5 << 20;

    public LogEntry Data(long offset, byte[] sector)
    {
        writes.Add((offset, 0, sector));
        return this;
    }

    public LogEntry Zeros(long offset, long length)
    {
        writes.Add((offset, length, null));
        return this;
    }

    public byte[] Bytes()
    {
        var front = (64 + (writes.Count * 32) + 4095) / 4096 * 4096;
        var bytes = new byte[front + (writes.Count(write => write.Data is not null) * 4096)];
        "loge"u8.CopyTo(bytes);
        U32(bytes, 8, (uint)bytes.Length);
        U32(bytes, 12, (uint)tail);
        U64(bytes, 16, sequence);
        U32(bytes, 24, (uint)writes.Count);
        log.TryWriteBytes(bytes.AsSpan(32));
        U64(bytes, 48, FlushedLength);
        U64(bytes, 56, LastLength);
        var (descriptor, sector) = (64, front);
        foreach (var (offset, zeros, data) in writes)
        {
            (data is null ? "zero"u8 : "desc"u8).CopyTo(bytes.AsSpan(descriptor));
            U64(bytes, descriptor + 8, (ulong)zeros);
            U64(bytes, descriptor + 16, (ulong)offset);
            U64(bytes, descriptor + 24, sequence);
            if (data is not null)
            {
                data.AsSpan(4092, 4).CopyTo(bytes.AsSpan(descriptor + 4));
                data.AsSpan(0, 8).CopyTo(bytes.AsSpan(descriptor + 8));
                data.CopyTo(bytes, sector);
                "data"u8.CopyTo(bytes.AsSpan(sector));
                U32(bytes, sector + 4, (uint)(sequence >> 32));
                U32(bytes, sector + 4092, (uint)(sequence & uint.MaxValue));
                sector += 4096;
            }

            descriptor += 32;
        }

        VhdxSeal.Write(bytes);
        return bytes;
    }

    private static void U32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);

    private static void U64(byte[] bytes, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), value);
}
