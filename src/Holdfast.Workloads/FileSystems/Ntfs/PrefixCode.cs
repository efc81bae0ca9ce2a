namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>A code of bits for symbols, told by the lengths of their codes: given out by length, and by symbol within a length. Not thread-safe.</summary>
/// <param name="symbols">How many there are.</param>
/// <param name="mostBits">Of the longest code that there may be, at most 16.</param>
internal sealed class PrefixCode(int symbols, int mostBits)
{
    /// <summary>By the next bits, as many as the longest code has: the symbol.</summary>
    private ushort[] table = [];
    private int longest;

    /// <summary>Bits of each symbol's code; 0 where it has none. <see cref="Build"/> takes them up.</summary>
    public byte[] Lengths { get; } = new byte[symbols];

    /// <summary>There is no code at all: no symbol may be asked for.</summary>
    public bool IsEmpty => longest == 0;

    /// <exception cref="InvalidDataException">The lengths are none of a code: too many, or some codes would be nobody's.</exception>
    public void Build()
    {
        longest = 0;
        foreach (var length in Lengths) longest = Math.Max(longest, length);
        if (longest > mostBits) throw new InvalidDataException("a longer code than there can be");
        if (longest == 0) return;
        int next = 0, size = 1 << longest;
        if (table.Length < size) table = new ushort[size];
        for (var length = 1; length <= longest; length++)
        {
            var count = 1 << (longest - length);
            for (var symbol = 0; symbol < Lengths.Length; symbol++)
            {
                if (Lengths[symbol] != length) continue;
                if (next + count > size) throw new InvalidDataException("more codes than there can be");
                table.AsSpan(next, count).Fill((ushort)symbol);
                next += count;
            }
        }
        if (next != size) throw new InvalidDataException("fewer codes than there must be");
    }

    /// <summary>The symbol whose code comes next.</summary>
    /// <param name="bits">The next ones, the first in front; as many as there are, and zeros behind them.</param>
    public int Symbol(uint bits) => table[bits >> (32 - longest)];
}
