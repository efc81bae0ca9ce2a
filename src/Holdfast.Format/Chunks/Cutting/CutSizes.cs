namespace Holdfast.Format.Chunks.Cutting;

/// <summary>Bounds of the chunks that a <see cref="Cutter"/> makes, in bytes. The last chunk of an input may be shorter than the minimum.</summary>
public sealed record CutSizes
{
    /// <summary>The hash looks at this many bytes before a cut, so no chunk can be shorter.</summary>
    public const int LowestMinimum = GearTable.Window;

    public const int HighestMaximum = Packs.PackLayout.LargestChunk;

    /// <summary>256 KiB, 1 MiB, 4 MiB: with 150 KiB on average the same data took 6 % more space.</summary>
    public static readonly CutSizes Default = new(256 << 10, 1 << 20, 4 << 20);

    /// <exception cref="ArgumentOutOfRangeException">Unless 64 ≤ minimum ≤ average ÷ 2 and average × 2 ≤ maximum ≤ 16 MiB.</exception>
    public CutSizes(int minimum, int average, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimum, LowestMinimum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, HighestMaximum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimum, average / 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(average, maximum / 2);
        Minimum = minimum;
        Average = average;
        Maximum = maximum;
    }

    public int Minimum { get; }

    /// <summary>Mean length on data without repetition, within about 5 %.</summary>
    public int Average { get; }

    public int Maximum { get; }
}
