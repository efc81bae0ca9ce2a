using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Content that NTFS compresses in units: one without clusters is zeros, one with all of its clusters is as it is, and any other is packed with LZNT1.</summary>
internal sealed class CompressedBytes(RunBytes stored, int clusterLength, int unitLength, long origin) : IByteSource
{
    private readonly Lock guard = new();
    private readonly byte[] unit = new byte[unitLength];
    private byte[] packed = [];
    private long current = -1;

    public long Length => stored.Length;

    public void Read(long offset, Span<byte> buffer)
    {
        this.Require(offset, buffer.Length);
        lock (guard)
        {
            while (!buffer.IsEmpty)
            {
                var within = (int)(offset % unitLength);
                var piece = Math.Min(buffer.Length, unitLength - within);
                Load(offset / unitLength);
                unit.AsSpan(within, piece).CopyTo(buffer);
                buffer = buffer[piece..];
                offset += piece;
            }
        }
    }

    private void Load(long number)
    {
        if (number == current) return;
        current = -1;
        var start = number * unitLength;
        var clusters = StoredClusters(start);
        if (clusters == 0)
        {
            unit.AsSpan().Clear();
        }
        else if (clusters == unitLength / clusterLength)
        {
            stored.Read(start, unit.AsSpan(0, (int)Math.Min(unitLength, Length - start)));
        }
        else
        {
            if (packed.Length == 0) packed = new byte[unitLength];
            var length = clusters * clusterLength;
            new RunBytes(stored.Volume, stored.Runs, long.MaxValue, long.MaxValue).Read(start, packed.AsSpan(0, length));
            Unpack(packed.AsSpan(0, length), start);
        }

        unit.AsSpan((int)Math.Clamp(stored.Written - start, 0, unitLength)).Clear();
        current = number;
    }

    private void Unpack(ReadOnlySpan<byte> bytes, long start)
    {
        try
        {
            Lznt1.Unpack(bytes, unit);
        }
        catch (InvalidDataException refused)
        {
            throw new MalformedFileException(origin, $"compressed content at byte {start} of the file", refused.Message, refused);
        }
    }

    /// <summary>Clusters of a unit that are stored; they are its first ones.</summary>
    private int StoredClusters(long start)
    {
        long bytes = 0;
        var end = start + unitLength;
        for (var number = stored.Find(start); number < stored.Runs.Count && stored.Runs[number].Position < end; number++)
        {
            var run = stored.Runs[number];
            if (!run.IsHole) bytes += Math.Min(run.End, end) - Math.Max(run.Position, start);
        }

        return (int)(bytes / clusterLength);
    }
}
