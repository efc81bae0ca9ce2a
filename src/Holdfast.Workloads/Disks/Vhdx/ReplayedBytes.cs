using System.Buffers.Binary;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>A file under what its log says was written to it.</summary>
internal sealed class ReplayedBytes : IByteSource, IDisposable
{
    private readonly IByteSource file;
    private readonly VhdxLogRing ring;
    private readonly VhdxLogPatch[] patches;
    private readonly long[] starts;
    private readonly int[] on;

    /// <param name="patches">A later one lies over an earlier one.</param>
    /// <param name="leastLength">The file ends there or later.</param>
    public ReplayedBytes(IByteSource file, VhdxLogRing ring, VhdxLogPatch[] patches, long leastLength)
    {
        (this.file, this.ring, this.patches) = (file, ring, patches);
        Length = patches.Aggregate(Math.Max(file.Length, leastLength), (length, patch) => Math.Max(length, patch.Offset + patch.Length));
        starts = [.. patches.SelectMany(patch => (long[])[patch.Offset, patch.Offset + patch.Length]).Append(0).Append(Length).Distinct().Order()];
        on = Lay(patches, starts);
    }

    public long Length { get; }

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        while (!buffer.IsEmpty)
        {
            var found = Array.BinarySearch(starts, offset);
            var segment = found >= 0 ? found : ~found - 1;
            var part = buffer[..(int)Math.Min(buffer.Length, starts[segment + 1] - offset)];
            if (on[segment] < 0) ReadFile(offset, part);
            else ReadPatch(patches[on[segment]], offset, part);
            buffer = buffer[part.Length..];
            offset += part.Length;
        }
    }

    public void Dispose() => (file as IDisposable)?.Dispose();

    /// <summary>Which patch is uppermost from each start to the next one; -1: none. The last is laid first, and what is laid is passed over.</summary>
    private static int[] Lay(VhdxLogPatch[] patches, long[] starts)
    {
        var on = new int[starts.Length];
        var free = new int[starts.Length + 1];
        Array.Fill(on, -1);
        for (var index = 0; index < free.Length; index++) free[index] = index;
        for (var number = patches.Length - 1; number >= 0; number--)
        {
            var end = Array.BinarySearch(starts, patches[number].Offset + patches[number].Length);
            for (var at = Free(free, Array.BinarySearch(starts, patches[number].Offset)); at < end; at = Free(free, at))
            {
                on[at] = number;
                free[at] = at + 1;
            }
        }

        return on;
    }

    private static int Free(int[] free, int at)
    {
        while (free[at] != at)
        {
            free[at] = free[free[at]];
            at = free[at];
        }

        return at;
    }

    private void ReadFile(long offset, Span<byte> part)
    {
        var there = (int)Math.Clamp(file.Length - offset, 0, part.Length);
        if (there > 0) file.Read(offset, part[..there]);
        part[there..].Clear();
    }

    private void ReadPatch(VhdxLogPatch patch, long offset, Span<byte> part)
    {
        if (patch.IsZeros)
        {
            part.Clear();
            return;
        }

        Span<byte> sector = stackalloc byte[VhdxFormat.LogSector];
        ring.Read(patch.Sector, sector);
        BinaryPrimitives.WriteUInt64LittleEndian(sector, patch.Leading);
        BinaryPrimitives.WriteUInt32LittleEndian(sector[^4..], patch.Trailing);
        sector.Slice((int)(offset - patch.Offset), part.Length).CopyTo(part);
    }
}
