using System.Diagnostics;
using System.Reflection;
using FsCheck.Xunit;
using Holdfast.Format.Hashing;

namespace Holdfast.Format.Tests.Hashing;

public sealed class Blake3HasherTests
{
    private static readonly byte[] Input = RandomInput();

    /// <summary>Pieces from a few bytes to several times the hasher's buffer.</summary>
    [Property(MaxTest = 150)]
    public void Finish_AnySplit_EqualsOneShot(int seed, bool large)
    {
        var random = new Random(seed);
        var length = random.Next(Input.Length);
        var hasher = new Blake3Hasher();
        for (var offset = 0; offset < length;)
        {
            var taken = Math.Min(random.Next(large ? 300_000 : 5_000), length - offset);
            hasher.Append(Input.AsSpan(offset, taken));
            offset += taken;
        }
        Assert.Equal(OneShot(length), hasher.Finish());
    }

    [Fact]
    public void Finish_LengthsAroundTheBuffer_EqualOneShot()
    {
        var hasher = new Blake3Hasher();
        foreach (var length in new[] { 0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 196_608, 262_144, 262_145 })
        {
            hasher.Reset();
            hasher.Append(Input.AsSpan(0, length));
            Assert.Equal(OneShot(length), hasher.Finish());
            hasher.Append(Input.AsSpan(length, 100_000));
            Assert.Equal(OneShot(length + 100_000), hasher.Finish());
        }
    }

    [Fact]
    public void Finish_KeyedAndDerived_EqualOneShot()
    {
        var key = Input.AsSpan(0, 32);
        var keyed = Blake3Hasher.Keyed(key);
        keyed.Append(Input);
        Assert.Equal(Blake3.KeyedHash(key, Input), keyed.Finish());

        var derived = Blake3Hasher.DeriveKey("holdfast test");
        derived.Append(Input);
        byte[] expected = new byte[100], actual = new byte[100];
        Blake3.DeriveKey("holdfast test", Input, expected);
        derived.Finish(actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Hash_AnyLength_AllocatesNothing()
    {
        var debuggable = typeof(Blake3).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.SkipWhen(debuggable is { IsJITOptimizerDisabled: true }, "Unoptimized code boxes where optimized code does not; run with -c Release.");
        var output = new byte[64];
        // The runtime may put better code in place in between, and allocate for that.
        var least = long.MaxValue;
        for (var round = 0; round < 5 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) HashBothWays(output);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    private static void HashBothWays(Span<byte> output)
    {
        Blake3.Hash(Input, output);
        Blake3.KeyedHash(Input.AsSpan(0, 32), Input.AsSpan(0, 5000), output);
    }

    private static Bytes32 OneShot(int length)
    {
        var output = new byte[Blake3.Size];
        Blake3.Hash(Input.AsSpan(0, length), output);
        return Bytes32.Read(output);
    }

    private static byte[] RandomInput()
    {
        var input = new byte[1_000_000];
        new Random(3).NextBytes(input);
        return input;
    }
}
