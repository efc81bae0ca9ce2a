using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>Decides what a backup does with each byte of a disk.</summary>
internal static class DiskSteps
{
    /// <param name="length">Bytes of the disk.</param>
    /// <param name="changed">What differs from the point before; null: not known.</param>
    /// <param name="previousLength">Bytes that the point before has of it; null: none.</param>
    /// <param name="excluded">What is left out.</param>
    /// <returns>Steps that cover the disk from its first byte to its last, none empty, neighbors of different kinds.</returns>
    public static IEnumerable<DiskStep> Of(long length, IReadOnlyList<ByteRange>? changed, long? previousLength, IReadOnlyList<ByteRange> excluded)
    {
        var known = changed is null ? 0 : Math.Min(previousLength ?? 0, length);
        using var changes = Clip(changed ?? [], known).GetEnumerator();
        using var exclusions = Clip(excluded, length).GetEnumerator();
        var (change, exclusion) = (Next(changes), Next(exclusions));
        DiskStep? pending = null;
        for (long at = 0; at < length;)
        {
            while (change is { } passed && passed.End <= at) change = Next(changes);
            while (exclusion is { } left && left.End <= at) exclusion = Next(exclusions);
            var (kind, end) = At(at, length, known, change, exclusion);
            if (pending is { } open && open.Kind == kind) pending = new DiskStep(kind, new ByteRange(open.Range.Offset, end - open.Range.Offset));
            else
            {
                if (pending is { } done) yield return done;
                pending = new DiskStep(kind, new ByteRange(at, end - at));
            }
            at = end;
        }
        if (pending is { } last) yield return last;
    }

    /// <summary>What happens at a byte, and up to where it is the same.</summary>
    private static (DiskStepKind Kind, long End) At(long at, long length, long known, ByteRange? change, ByteRange? exclusion)
    {
        if (exclusion is { } left && left.Offset <= at) return (DiskStepKind.Exclude, left.End);
        var limit = exclusion is { } ahead ? ahead.Offset : length;
        if (at >= known) return (DiskStepKind.Read, limit);
        if (change is { } now && now.Offset <= at) return (DiskStepKind.Read, Math.Min(limit, now.End));
        return (DiskStepKind.Keep, Math.Min(limit, change is { } next ? next.Offset : known));
    }

    private static IEnumerable<ByteRange> Clip(IReadOnlyList<ByteRange> ranges, long length)
    {
        foreach (var range in ranges)
            if (range.Offset < length && range.Length > 0) yield return range with { Length = Math.Min(range.Length, length - range.Offset) };
    }

    private static ByteRange? Next(IEnumerator<ByteRange> ranges) => ranges.MoveNext() ? ranges.Current : null;
}
