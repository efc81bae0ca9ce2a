using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>[MS-VHDX] 2.3.3: finds what the log says was written last, and lays it over the file. Nothing is written.</summary>
internal static class VhdxLog
{
    private const int MostDescriptors = 1 << 18;

    /// <summary>The file as it is once its log is replayed, and how many entries that took. The file itself where nothing is to be replayed.</summary>
    /// <exception cref="MalformedFileException">Something is to be replayed and cannot be: the log is damaged, or the file was cut off.</exception>
    public static (IByteSource File, int Entries) Replay(IByteSource file, VhdxHeader header)
    {
        if (header.LogGuid == Guid.Empty) return (file, 0);
        if (header.LogLength == 0) throw new MalformedFileException(header.Offset + 68, "a log, since one is to be replayed", "none");
        if (header.LogOffset + header.LogLength > file.Length) throw new MalformedFileException(file.Length, $"the log, up to byte {header.LogOffset + header.LogLength}", "the end of the file");
        var ring = new VhdxLogRing(file, header.LogOffset, header.LogLength);
        var reader = new VhdxLogReader(ring, header.LogGuid);
        var active = new VhdxLogSearch(reader, ring).Active();
        if (active.Count == 0) throw new MalformedFileException(header.LogOffset, "a log with a complete sequence of entries", "none that is sound");
        var head = active[^1];
        if (head.FlushedLength > (ulong)file.Length) throw new MalformedFileException(file.Length, $"a file of at least {head.FlushedLength} bytes, as its log says", "its end");
        if (head.LastLength > long.MaxValue) throw new MalformedFileException(ring.At(head.Position) + 56, "the length of a file", $"{head.LastLength}");
        if (active.Sum(entry => (long)entry.DescriptorCount) > MostDescriptors) throw new MalformedFileException(header.LogOffset, $"at most {MostDescriptors} writes to be replayed", "more");
        return (new ReplayedBytes(file, ring, [.. active.SelectMany(reader.Patches)], (long)head.LastLength), active.Count);
    }
}
