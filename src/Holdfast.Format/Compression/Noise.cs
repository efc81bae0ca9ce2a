namespace Holdfast.Format.Compression;

/// <summary>Tells bytes that are packed or encrypted already from all others by how evenly they are spread: much cheaper than trying to compress them.</summary>
public static class Noise
{
    private const int Samples = 256, FewestBytes = 64;

    /// <summary>
    /// True where bytes taken from all over <paramref name="bytes"/> coincide less than twice as often as dice would. Text, code and tables coincide four to
    /// thirty times as often; what coincides rarely and still repeats as a whole is called noise too.
    /// </summary>
    public static bool IsLikely(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FewestBytes) return false;
        var step = Math.Max(bytes.Length / Samples - 1, 0) | 1; // odd, or it would meet the same column of every record of a table
        var count = Math.Min(bytes.Length, Samples);
        Span<ushort> seen = stackalloc ushort[256];
        seen.Clear();
        var pairs = 0;
        for (int i = 0, at = 0; i < count; i++, at += step) pairs += seen[bytes[at]]++;
        // Of count × (count − 1) ÷ 2 pairs, one in 256 coincides where all values are equally likely.
        return pairs * 256 < count * (count - 1);
    }
}
