namespace Holdfast.Store.Reading;

/// <summary>What a read of a repository's blobs costs, and so how reads are put together.</summary>
/// <param name="RequestBytes">So many bytes cost as much as one more request: a gap up to this is read along.</param>
/// <param name="LargestRun">Bytes of one read at most; one chunk is read whole, however large.</param>
/// <param name="ReadsAhead">Item tables are read some blocks at a time where more of them will be wanted.</param>
public sealed record ReadCost(int RequestBytes, int LargestRun, bool ReadsAhead)
{
    /// <summary>A seek on a disk of this machine.</summary>
    public static ReadCost LocalDisk { get; } = new(16 << 10, 4 << 20, ReadsAhead: false);

    /// <summary>A request over a network: some ten milliseconds, and a price of its own.</summary>
    public static ReadCost Network { get; } = new(256 << 10, 8 << 20, ReadsAhead: true);

    /// <summary>
    /// Whether what lies behind a gap comes with the same read. Besides the bounds on gap and length, at most a third of a run may be gaps, so that what was
    /// wanted from packs whose order is shuffled is not multiplied; a run may always hold gaps worth one request.
    /// </summary>
    internal bool Joins(long gap, long wanted, long unwanted, long length) =>
        gap <= RequestBytes && length <= LargestRun && unwanted + gap <= Math.Max(RequestBytes, wanted / 2);

    /// <summary>Bytes from a pack's end that are read first: trailer and, mostly, the whole footer.</summary>
    internal int TailBytes => Math.Clamp(RequestBytes, 8 << 10, 64 << 10);
}
