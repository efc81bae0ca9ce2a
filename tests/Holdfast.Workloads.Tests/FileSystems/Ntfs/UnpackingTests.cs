using System.Text;
using Holdfast.Workloads.FileSystems.Ntfs;
using Holdfast.Workloads.Tests.FileSystems.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ntfs;

public sealed class UnpackingTests
{
    private const int TableLength = 256;

    /// <summary>The example of MS-XCA 3.3.</summary>
    [Fact]
    public void Lznt1_PublishedExample_IsItsText()
    {
        var packed = Convert.FromHexString("38b08846232000204720410010a24701a045204400084501507900c045200524138805b4024a44ef0358028c091601484500be009e000401189000");
        var unpacked = new byte[142];

        Lznt1.Unpack(packed, unpacked);

        Assert.Equal("F# F# G A A G F# E D D E F# F# E E F# F# G A A G F# E D D E F# E D D E E F# D E F# G F# D E F# G F# E D E A F# F# G A A G F# E D D E F# E D D\0", Encoding.ASCII.GetString(unpacked));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Lznt1_RandomContent_ComesBack(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var content = Content(random, random.Next(1, 20_000));
            var unpacked = new byte[content.Length + random.Next(3) * 4096];
            random.NextBytes(unpacked);

            Lznt1.Unpack(Lznt1Packer.Pack(content), unpacked);

            Assert.Equal([.. content, .. new byte[unpacked.Length - content.Length]], unpacked);
        }
    }

    /// <summary>The examples of MS-XCA 3.2, whose tables are given here by the lengths of the codes.</summary>
    [Fact]
    public void Xpress_PublishedExamples_AreTheirTexts()
    {
        var alphabet = new byte[26];
        var repeated = new byte[300];

        new XpressUnpacker().Unpack([.. Lengths([(97, 22, 5), (119, 4, 4), (256, 1, 4)]), .. Convert.FromHexString("d8523ed794115be9195ff9d67cdf8d0400000000")], alphabet);
        new XpressUnpacker().Unpack([.. Lengths([(97, 2, 3), (99, 1, 2), (256, 1, 2), (287, 1, 2)]), .. Convert.FromHexString("a8dc0000ff2601")], repeated);

        Assert.Equal("abcdefghijklmnopqrstuvwxyz", Encoding.ASCII.GetString(alphabet));
        Assert.Equal(string.Concat(Enumerable.Repeat("abc", 100)), Encoding.ASCII.GetString(repeated));
    }

    [Fact]
    public void Xpress_RandomContent_ComesBack()
    {
        var random = new Random(7);
        var unpacker = new XpressUnpacker();
        for (var round = 0; round < 60; round++)
        {
            var content = Content(random, random.Next(1, 16_384));
            var unpacked = new byte[content.Length];

            unpacker.Unpack(XpressPacker.Pack(content), unpacked);

            Assert.Equal(content, unpacked);
        }
    }

    [Fact]
    public void Unpack_DamagedBytes_AreUnpackedOrRefused()
    {
        var random = new Random(11);
        var content = Content(random, 12_000);
        byte[] lznt1 = Lznt1Packer.Pack(content), xpress = XpressPacker.Pack(content);
        var unpacked = new byte[content.Length];
        var unpacker = new XpressUnpacker();
        var refused = 0;
        for (var round = 0; round < 4000; round++)
        {
            var damaged = (byte[])(round % 2 == 0 ? lznt1 : xpress).Clone();
            for (var times = random.Next(1, 6); times > 0; times--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            damaged = damaged[..random.Next(damaged.Length / 2, damaged.Length + 1)];
            try
            {
                if (round % 2 == 0) Lznt1.Unpack(damaged, unpacked);
                else unpacker.Unpack(damaged, unpacked);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 3999);
    }

    private static byte[] Lengths(ReadOnlySpan<(int From, int Count, int Bits)> codes)
    {
        var table = new byte[TableLength];
        foreach (var (from, count, bits) in codes)
        {
            for (var symbol = from; symbol < from + count; symbol++) table[symbol / 2] |= (byte)(bits << (symbol % 2 * 4));
        }

        return table;
    }

    private static byte[] Content(Random random, int length)
    {
        var content = new byte[length];
        random.NextBytes(content);
        for (var at = 0; at < length; at += random.Next(1, 400))
        {
            var count = Math.Min(random.Next(1, 900), length - at);
            if (random.Next(3) == 0) content.AsSpan(at, count).Fill((byte)random.Next(3));
            else if (at > count) content.AsSpan(at - count, count).CopyTo(content.AsSpan(at));
            at += count;
        }

        return content;
    }
}
