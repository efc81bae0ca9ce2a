namespace Holdfast.Format.Compression;

/// <summary>How hard to compress, and whether to prove it.</summary>
/// <param name="Level">zstd level; 2 by default: half the processor time of 3 for 1 to 3 % more space (docs/performance.md).</param>
/// <param name="ProbeLength">Bytes from the middle of a chunk that are compressed first; where they shrink by less than <see cref="LeastGain"/>, the chunk is stored.
/// 32 KiB: a probe of 4 KiB calls plain text incompressible.</param>
/// <param name="LeastGain">Fraction of the length that compression must save to be kept.</param>
/// <param name="LeastMatchGain">Fraction that finding repetitions must save of what entropy coding alone leaves of the probe. Where it saves less (random
/// words, digits, sequences), entropy coding alone takes a quarter of the time.</param>
/// <param name="DecodeVerify">Decode what was encoded and compare before it is handed on.</param>
/// <param name="Compress">False: everything is stored as it is.</param>
public sealed record CompressionPolicy(
    int Level = 2, int ProbeLength = 32 * 1024, double LeastGain = 0.03, double LeastMatchGain = 0.09, bool DecodeVerify = true, bool Compress = true)
{
    public static CompressionPolicy Default { get; } = new();
}
