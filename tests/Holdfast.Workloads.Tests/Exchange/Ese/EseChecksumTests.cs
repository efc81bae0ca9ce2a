using Holdfast.Testing.Exchange;
using Holdfast.Workloads.Exchange.Ese;

namespace Holdfast.Workloads.Tests.Exchange.Ese;

public sealed class EseChecksumTests
{
    public static TheoryData<int> Lengths => [1024, 2048, 4096, 8192];

    [Theory, MemberData(nameof(Lengths))]
    public void New_AnyBytes_IsThatOfTheDefinition(int length)
    {
        var block = new byte[length];
        for (var seed = 0; seed < 50; seed++)
        {
            new Random(seed).NextBytes(block);
            Assert.Equal(EseSeal.Sum(block, (uint)seed), EseChecksum.New(block, (uint)seed, holdsChecksum: false));
            var cleared = (byte[])block.Clone();
            cleared.AsSpan(0, 8).Clear();
            Assert.Equal(EseSeal.Sum(cleared, 77), EseChecksum.New(block, 77, holdsChecksum: true));
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void New_OneBitFlipped_IsKnownAsThat(int length)
    {
        var block = new byte[length];
        new Random(length).NextBytes(block);
        var stored = EseChecksum.New(block, 1, holdsChecksum: false);
        for (var bit = 0; bit < length * 8; bit += 13)
        {
            block[bit / 8] ^= (byte)(1 << (bit % 8));
            var computed = EseChecksum.New(block, 1, holdsChecksum: false);
            Assert.NotEqual(stored, computed);
            Assert.True(EseChecksum.IsOneBit(stored, computed, length));
            block[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void New_TwoBitsFlipped_AreFoundAndNotTakenForOne()
    {
        var block = new byte[8192];
        var random = new Random(5);
        random.NextBytes(block);
        var stored = EseChecksum.New(block, 1, holdsChecksum: false);
        for (var number = 0; number < 2000; number++)
        {
            var (one, two) = (random.Next(8192 * 8), random.Next(8192 * 8));
            if (one == two) continue;
            var changed = (byte[])block.Clone();
            changed[one / 8] ^= (byte)(1 << (one % 8));
            changed[two / 8] ^= (byte)(1 << (two % 8));
            var computed = EseChecksum.New(changed, 1, holdsChecksum: false);
            Assert.NotEqual(stored, computed);
            Assert.False(EseChecksum.IsOneBit(stored, computed, 8192));
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(4096)]
    [InlineData(32768)]
    public void Old_AnyBytes_IsThatOfTheDefinition(int length)
    {
        var block = new byte[length];
        new Random(length).NextBytes(block);
        EseSeal.Header(block);
        Assert.Equal(BitConverter.ToUInt32(block), EseChecksum.Old(block));
    }
}
