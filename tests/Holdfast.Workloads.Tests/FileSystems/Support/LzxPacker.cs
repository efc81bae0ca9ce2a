namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>
/// Packs chunks as LZX in the plainest way, of every kind of block: all codes have fixed lengths (main 8 and 9 bits, length 7 and 8, aligned 3). It is written from the same documents as the reader;
/// what wimlib packs is the other proof.
/// </summary>
internal sealed class LzxPacker
{
    private const int MainSymbols = 496, MainShort = 16, LengthSymbols = 249, LengthShort = 7;

    private readonly List<byte> output = [];
    private readonly byte[] mainBefore = new byte[MainSymbols], lengthBefore = new byte[LengthSymbols];
    private readonly int[] recent = [1, 1, 1];
    private ulong bits;
    private int count;

    /// <param name="blocks">Kind (1 verbatim, 2 aligned, 3 uncompressed) and length of each block; together all of the content.</param>
    public static byte[] Pack(byte[] content, params IEnumerable<(int Kind, int Length)> blocks)
    {
        var packer = new LzxPacker();
        var at = 0;
        foreach (var (kind, length) in blocks)
        {
            packer.Begin(kind, length);
            if (kind == 3) packer.Copy(content.AsSpan(at, length));
            else packer.Block(content, at, at + length, kind == 2);
            at += length;
        }
        packer.Align(false);
        return [.. packer.output];
    }

    private void Begin(int kind, int length)
    {
        Write(kind, 3);
        Write(length == 32768 ? 1 : 0, 1);
        if (length != 32768) Write(length, 16);
    }

    private void Copy(ReadOnlySpan<byte> content)
    {
        Align(true);
        foreach (var distance in recent) output.AddRange(BitConverter.GetBytes(distance));
        output.AddRange(content);
        if (content.Length % 2 == 1) output.Add(0xee);
    }

    private void Block(byte[] content, int at, int end, bool isAligned)
    {
        if (isAligned)
            for (var symbol = 0; symbol < 8; symbol++) Write(3, 3);
        Lengths(mainBefore.AsSpan(0, 256), symbol => MainBits(symbol));
        Lengths(mainBefore.AsSpan(256), symbol => MainBits(symbol + 256));
        Lengths(lengthBefore, LengthBits);
        while (at < end)
        {
            var (distance, length) = Match(content, at, end);
            if (length < 2) Symbol(content[at++], MainShort, 8);
            else
            {
                Reference(distance, length, isAligned);
                at += length;
            }
        }
    }

    private void Reference(int distance, int length, bool isAligned)
    {
        var slot = Array.IndexOf(recent, distance);
        var (extra, rest) = (0, 0);
        if (slot >= 0) (recent[0], recent[slot]) = (recent[slot], recent[0]);
        else
        {
            var formatted = distance + 2;
            for (slot = 3; slot < 29 && Base(slot + 1) <= formatted; slot++)
            {
            }
            (extra, rest) = (Extra(slot), formatted - Base(slot));
            (recent[2], recent[1], recent[0]) = (recent[1], recent[0], distance);
        }
        var header = Math.Min(length - 2, 7);
        Symbol(256 + (slot * 8) + header, MainShort, 8);
        if (header == 7) Symbol(length - 9, LengthShort, 7);
        if (isAligned && extra >= 3)
        {
            Write(rest >> 3, extra - 3);
            Write(rest & 7, 3);
        }
        else Write(rest, extra);
    }

    /// <summary>The first symbols have codes of one bit less.</summary>
    private void Symbol(int symbol, int shorts, int shortBits)
    {
        if (symbol < shorts) Write(symbol, shortBits);
        else Write(symbol + shorts, shortBits + 1);
    }

    /// <summary>Differences to the block before, by a code of 4 and 5 bits; runs where there are some.</summary>
    private void Lengths(Span<byte> before, Func<int, int> wanted)
    {
        for (var symbol = 0; symbol < 20; symbol++) Write(symbol < 12 ? 4 : 5, 4);
        for (var at = 0; at < before.Length;)
        {
            var difference = (before[at] - wanted(at) + 17) % 17;
            var run = 1;
            while (run < 5 && at + run < before.Length && wanted(at + run) == wanted(at)) run++;
            if (run >= 4)
            {
                Pre(19);
                Write(run - 4, 1);
            }
            else run = 1;
            Pre(difference);
            for (var end = at + run; at < end; at++) before[at] = (byte)wanted(at);
        }
    }

    private void Pre(int symbol) => Write(symbol < 12 ? symbol : symbol + 12, symbol < 12 ? 4 : 5);

    private void Write(int value, int length)
    {
        bits = (bits << length) | (uint)value;
        count += length;
        while (count >= 16)
        {
            count -= 16;
            var word = (bits >> count) & 0xffff;
            output.AddRange([(byte)(word & 0xff), (byte)(word >> 8)]);
            bits &= (1UL << count) - 1;
        }
    }

    /// <param name="always">At least one bit.</param>
    private void Align(bool always)
    {
        if (count > 0 || always) Write(0, 16 - count);
    }

    private static int MainBits(int symbol) => symbol < MainShort ? 8 : 9;

    private static int LengthBits(int symbol) => symbol < LengthShort ? 7 : 8;

    private static int Extra(int slot) => slot < 4 ? 0 : (slot / 2) - 1;

    private static int Base(int slot) => slot < 4 ? slot : (2 + (slot & 1)) << Extra(slot);

    private static (int Distance, int Length) Match(byte[] content, int at, int end)
    {
        var best = (Distance: 0, Length: 0);
        for (var from = Math.Max(0, at - 300); from < at; from++)
        {
            var length = 0;
            while (length < 257 && at + length < end && content[from + length] == content[at + length]) length++;
            if (length > best.Length) best = (at - from, length);
        }
        // And one that lies far away, so that long distances occur.
        var far = at / 2;
        var some = 0;
        while (far < at && some < 257 && at + some < end && content[far + some] == content[at + some]) some++;
        return some > best.Length + 2 ? (at - far, some) : best;
    }
}
