namespace Holdfast.Format.Chunks.Cutting;

/// <summary>
/// Cuts bytes where their content says so: equal content is cut equally wherever it stands, so an insertion changes the chunks around it
/// and no others. A gear hash of the last 64 bytes, keyed, with FastCDC's normalization: a cut is sixteen times less likely before a pivot
/// just below the average length than behind it. Immutable and thread-safe.
/// </summary>
/// <exception cref="ArgumentException">The key is not exactly 32 bytes.</exception>
public sealed class Cutter(ReadOnlySpan<byte> key, CutSizes sizes)
{
    /// <summary>Before the pivot a cut is by this factor less likely than once in an average length, behind it as much more likely.</summary>
    private const uint Normalization = 4;

    private readonly ulong[] _table = GearTable.Derive(key);

    // A position is a cut where its hash is below the limit, which is the probability in units of 2⁻⁶⁴.
    private readonly ulong _limitBefore = ulong.MaxValue / ((ulong)sizes.Average * Normalization);
    private readonly ulong _limitBehind = ulong.MaxValue / (ulong)sizes.Average * Normalization;

    // With the pivot at the average itself, the mean would lie about an eighth above it.
    private readonly int _pivot = sizes.Average - (sizes.Average / 6);

    public CutSizes Sizes { get; } = sizes;

    /// <summary>Length of the chunk at the start of <paramref name="data"/>.</summary>
    /// <param name="data">What follows the last cut. Give at least <see cref="CutSizes.Maximum"/> bytes where there are so many: fewer may be
    /// scanned for nothing.</param>
    /// <param name="isLast">The input ends with <paramref name="data"/>.</param>
    /// <returns>1…<see cref="CutSizes.Maximum"/>. 0: no cut in <paramref name="data"/> yet, come back with more; or, with
    /// <paramref name="isLast"/>, there is no data. The answer does not depend on how much stands behind the cut.</returns>
    public int Next(ReadOnlySpan<byte> data, bool isLast)
    {
        var end = Math.Min(data.Length, Sizes.Maximum);
        var cut = FindCut(data, end);
        if (cut != 0) return cut;
        return isLast || end == Sizes.Maximum ? end : 0;
    }

    private int FindCut(ReadOnlySpan<byte> data, int end)
    {
        var cut = GearScan.First(data, Sizes.Minimum, Math.Min(_pivot, end + 1), _limitBefore, _table);
        return cut != 0 ? cut : GearScan.First(data, _pivot, end + 1, _limitBehind, _table);
    }
}
