using FsCheck.Xunit;
using Holdfast.Format.Chunks.Cutting;

namespace Holdfast.Format.Tests.Cutting;

public sealed class CutterTests
{
    [Property(MaxTest = 60)]
    public void Next_AnyInput_ChunksAddUpAndKeepTheBounds(int seed)
    {
        var random = new Random(seed);
        var sizes = RandomSizes(random);
        var data = MixedBytes(random, random.Next(600_000));

        var lengths = Cuts.Of(new Cutter(Cuts.Key, sizes), data);

        Assert.Equal(data.Length, lengths.Sum());
        Assert.All(lengths, length => Assert.True(length <= sizes.Maximum));
        Assert.All(lengths.SkipLast(1), length => Assert.True(length >= sizes.Minimum));
    }

    [Property(MaxTest = 60)]
    public void Next_DataComesInPieces_SameCuts(int seed)
    {
        var random = new Random(seed);
        var cutter = new Cutter(Cuts.Key, Cuts.Small);
        var data = MixedBytes(random, random.Next(400_000));

        var lengths = new List<int>();
        int start = 0, available = 0;
        while (start < data.Length)
        {
            var isLast = start + available == data.Length;
            var length = cutter.Next(data.AsSpan(start, available), isLast);
            if (length == 0)
            {
                Assert.False(isLast);
                available += random.Next(1, Math.Min(20_000, data.Length - start - available) + 1);
                continue;
            }
            lengths.Add(length);
            start += length;
            available -= length;
        }

        Assert.Equal(Cuts.Of(cutter, data), lengths);
    }

    /// <summary>The definition, byte by byte, against the four-way scan.</summary>
    [Property(MaxTest = 60)]
    public void Next_AnyInput_EqualsTheDefinition(int seed)
    {
        var random = new Random(seed);
        var sizes = RandomSizes(random);
        var data = MixedBytes(random, random.Next(400_000));
        Assert.Equal(ByDefinition(Cuts.Key, sizes, data), Cuts.Of(new Cutter(Cuts.Key, sizes), data));
    }

    [Property(MaxTest = 40)]
    public void Next_BytesInsertedAtTheStart_LaterChunksStayTheSame(int seed)
    {
        var random = new Random(seed);
        var cutter = new Cutter(Cuts.Key, Cuts.Small);
        var data = Cuts.RandomBytes(seed, 1_000_000);
        byte[] shifted = [.. Cuts.RandomBytes(~seed, random.Next(1, 30_000)), .. data];

        var before = Cuts.Contents(cutter, data);
        var kept = before.Intersect(Cuts.Contents(cutter, shifted)).Count();

        Assert.True(kept >= before.Count * 0.75, $"{kept} of {before.Count} chunks are the same.");
    }

    [Fact]
    public void Next_OneByteChangedInTheMiddle_OtherChunksStayTheSame()
    {
        var cutter = new Cutter(Cuts.Key, Cuts.Small);
        var data = Cuts.RandomBytes(5, 4_000_000);
        var before = Cuts.Contents(cutter, data);
        data[2_000_000] ^= 1;
        Assert.True(before.Except(Cuts.Contents(cutter, data)).Count() <= 5);
    }

    [Property(MaxTest = 20)]
    public void Next_DifferentKeys_DifferentCuts(int seed)
    {
        var data = Cuts.RandomBytes(seed, 300_000);
        var one = Cuts.Of(new Cutter(Cuts.RandomBytes(seed ^ 1, 32), Cuts.Small), data);
        var other = Cuts.Of(new Cutter(Cuts.RandomBytes(seed ^ 2, 32), Cuts.Small), data);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Next_ConstantData_CutsAtTheMaximum()
    {
        var data = new byte[(3 * Cuts.Small.Maximum) + 5];
        for (var key = 0; key < 20; key++)
        {
            var cutter = new Cutter(Cuts.RandomBytes(key, 32), Cuts.Small);
            for (var value = 0; value < 256; value++)
            {
                Array.Fill(data, (byte)value);
                Assert.Equal(Cuts.Small.Maximum, cutter.Next(data, isLast: true));
            }
            Assert.Equal([Cuts.Small.Maximum, Cuts.Small.Maximum, Cuts.Small.Maximum, 5], Cuts.Of(cutter, data));
        }
    }

    [Fact]
    public void Next_RandomData_MeanIsTheAverage()
    {
        var lengths = Cuts.Of(new Cutter(Cuts.Key, Cuts.Small), Cuts.RandomBytes(9, 32_000_000));
        Assert.InRange(lengths.Average(), Cuts.Small.Average * 0.9, Cuts.Small.Average * 1.1);
    }

    [Fact]
    public void Next_NoOrLittleData_AsksForMoreUnlessLast()
    {
        var cutter = new Cutter(Cuts.Key, CutSizes.Default);
        Assert.Equal(0, cutter.Next([], isLast: false));
        Assert.Equal(0, cutter.Next([], isLast: true));
        Assert.Equal(0, cutter.Next(new byte[100], isLast: false));
        Assert.Equal(100, cutter.Next(new byte[100], isLast: true));
        Assert.Equal(0, cutter.Next(new byte[CutSizes.Default.Maximum - 1], isLast: false));
        Assert.Equal(CutSizes.Default.Maximum, cutter.Next(new byte[CutSizes.Default.Maximum], isLast: false));
    }

    /// <summary>The cuts are part of what makes two backups share chunks: they must not change between versions.
    /// (Figures from an independent computation: b3sum and the definition in Python.)</summary>
    [Fact]
    public void Next_KnownInput_KnownCuts()
    {
        var key = Enumerable.Range(0, 32).Select(value => (byte)value).ToArray();
        var data = new byte[100_000];
        for (uint i = 0, state = 1; i < data.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            data[i] = (byte)(state >> 24);
        }
        int[] expected = [8573, 4042, 10377, 1484, 1385, 8016, 7934, 10169, 11075, 7040, 7808, 11487, 7848, 2762];
        Assert.Equal(expected, Cuts.Of(new Cutter(key, Cuts.Small), data));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Constructor_WrongKeyLength_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => new Cutter(new byte[length], Cuts.Small));

    private static CutSizes RandomSizes(Random random)
    {
        var minimum = random.Next(64, 5_000);
        var average = random.Next(2 * minimum, 20_000);
        return new CutSizes(minimum, average, random.Next(2 * average, 150_000));
    }

    /// <summary>Random stretches, runs of one byte and repeated text.</summary>
    private static byte[] MixedBytes(Random random, int length)
    {
        var data = new byte[length];
        for (var offset = 0; offset < length;)
        {
            var part = data.AsSpan(offset, Math.Min(random.Next(1, 60_000), length - offset));
            switch (random.Next(3))
            {
                case 0: part.Fill((byte)random.Next(256)); break;
                case 1: for (var i = 0; i < part.Length; i++) part[i] = (byte)"the quick brown fox "[i % 20]; break;
                default: random.NextBytes(part); break;
            }
            offset += part.Length;
        }
        return data;
    }

    private static List<int> ByDefinition(byte[] key, CutSizes sizes, byte[] data)
    {
        var table = GearTable.Derive(key);
        var pivot = sizes.Average - (sizes.Average / 6);
        var lengths = new List<int>();
        for (var start = 0; start < data.Length;)
        {
            var end = Math.Min(sizes.Maximum, data.Length - start);
            var length = Math.Min(sizes.Minimum, end);
            ulong hash = 0;
            for (var i = Math.Max(0, length - 64); i < length; i++) hash = unchecked((hash << 1) + table[data[start + i]]);
            while (length < end && !IsCut(length)) hash = unchecked((hash << 1) + table[data[start + length++]]);
            lengths.Add(length);
            start += length;

            bool IsCut(int position) =>
                hash < (position < pivot ? ulong.MaxValue / ((ulong)sizes.Average * 4) : ulong.MaxValue / (ulong)sizes.Average * 4);
        }
        return lengths;
    }
}
