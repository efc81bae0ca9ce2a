namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>The codes of LZX blocks. Their lengths are told as differences to those of the block before, packed with a code of their own.</summary>
internal sealed class LzxCodes
{
    public const int Literals = 256, LengthHeaders = 8, OffsetSlots = 30;

    private const int LengthSymbols = 249, AlignedSymbols = 8, PreSymbols = 20, MostBits = 16;
    private const int Zeros = 17, ManyZeros = 18, Same = 19;

    private readonly PrefixCode pre = new(PreSymbols, 15);

    /// <summary>Bytes, and how long a match is together with the slot of its distance.</summary>
    public PrefixCode Main { get; } = new(Literals + (OffsetSlots * LengthHeaders), MostBits);

    /// <summary>Of long matches.</summary>
    public PrefixCode Length { get; } = new(LengthSymbols, MostBits);

    /// <summary>The lowest three bits of distances, in blocks that have it.</summary>
    public PrefixCode Aligned { get; } = new(AlignedSymbols, 7);

    /// <summary>No block was before.</summary>
    public void Reset()
    {
        Main.Lengths.AsSpan().Clear();
        Length.Lengths.AsSpan().Clear();
    }

    public void Read(ref LzxBits bits, bool isAligned)
    {
        if (isAligned)
        {
            for (var symbol = 0; symbol < AlignedSymbols; symbol++) Aligned.Lengths[symbol] = (byte)bits.Read(3);
            Aligned.Build();
        }
        ReadLengths(ref bits, Main.Lengths.AsSpan(0, Literals));
        ReadLengths(ref bits, Main.Lengths.AsSpan(Literals));
        Main.Build();
        ReadLengths(ref bits, Length.Lengths);
        Length.Build();
    }

    private void ReadLengths(ref LzxBits bits, Span<byte> lengths)
    {
        for (var symbol = 0; symbol < PreSymbols; symbol++) pre.Lengths[symbol] = (byte)bits.Read(4);
        pre.Build();
        for (var at = 0; at < lengths.Length;)
        {
            var symbol = bits.Read(pre);
            if (symbol < Zeros)
            {
                lengths[at] = Differ(lengths[at], symbol);
                at++;
                continue;
            }
            var count = symbol switch { Zeros => 4 + bits.Read(4), ManyZeros => 20 + bits.Read(5), _ => 4 + bits.Read(1) };
            byte value = 0;
            if (symbol == Same)
            {
                var difference = bits.Read(pre);
                if (difference >= Zeros) throw new InvalidDataException($"a run of runs, at byte {bits.At}");
                value = Differ(lengths[at], difference);
            }
            if (count > lengths.Length - at) throw new InvalidDataException($"more codes than symbols, at byte {bits.At}");
            lengths.Slice(at, count).Fill(value);
            at += count;
        }
    }

    private static byte Differ(int before, int difference) => (byte)((before - difference + Zeros) % Zeros);
}
