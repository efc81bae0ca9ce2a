namespace Holdfast.Format.Compression;

/// <summary>How hard to compress, and whether to prove it.</summary>
/// <param name="Level">zstd level; 3 by default: what the ratio targets of docs/performance.md were measured with.</param>
/// <param name="ProbeLength">Bytes from the middle of a chunk that are compressed first; where they shrink by less than <see cref="LeastGain"/>, the chunk is stored.
/// 32 KiB: a probe of 4 KiB calls plain text incompressible.</param>
/// <param name="LeastGain">Fraction of the length that compression must save to be kept.</param>
/// <param name="DecodeVerify">Decode what was encoded and compare before it is handed on.</param>
public sealed record CompressionPolicy(int Level = 3, int ProbeLength = 32 * 1024, double LeastGain = 0.03, bool DecodeVerify = true)
{
    public static CompressionPolicy Default { get; } = new();
}
