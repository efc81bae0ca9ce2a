using System.Buffers.Binary;
using Holdfast.Format.Hashing;

namespace Holdfast.Format.Chunks.Cutting;

/// <summary>
/// The random word for each byte value of a gear hash, <c>hash = hash × 2 + word</c>: after 64 bytes a byte has left the hash, so the hash
/// at a position depends on the 64 bytes before it and nothing else.
/// </summary>
internal static class GearTable
{
    public const int Window = 64;
    public const int Length = 256;

    /// <summary>Separates this use of the key from every other. Part of the format: another table gives other cuts.</summary>
    private const string Context = "Holdfast 2026 content-defined cutting, gear table v1";

    /// <summary>Without the key the table, and so the cuts, cannot be told; with it they are the same everywhere.</summary>
    /// <exception cref="ArgumentException">The key is not exactly 32 bytes.</exception>
    public static ulong[] Derive(ReadOnlySpan<byte> key)
    {
        if (key.Length != Blake3.Size)
            throw new ArgumentException($"A cutting key has {Blake3.Size} bytes, got {key.Length}.", nameof(key));
        var bytes = new byte[Length * sizeof(ulong)];
        Blake3.DeriveKey(Context, key, bytes);
        var words = new ulong[Length];
        for (var i = 0; i < Length; i++)
            words[i] = AvoidCutsInRuns(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong))));
        return words;
    }

    // In a run of one byte value the hash settles at minus its word. Cuts are at small hashes: a word for which that is small would
    // cut a run at every position, so its top bit is turned, which moves the settled hash by half the range.
    private static ulong AvoidCutsInRuns(ulong word)
    {
        var settled = unchecked(0 - word);
        return settled < 1UL << 62 ? word ^ (1UL << 63) : word;
    }
}
