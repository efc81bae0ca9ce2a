using System.Buffers.Binary;

namespace Holdfast.Testing.Damage;

/// <summary>Ways in which files get damaged, by accident or on purpose.</summary>
internal static class Mutation
{
    private static readonly int[] BlockLengths = [4, 16, 64, 512, 4096, 8192];
    private static readonly ulong[] Lengths = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff, 0x100000000, 0x7fffffffffffffff, 0xffffffffffffffff];

    public static byte[] Apply(Random random, byte[] bytes, byte[] other) => bytes.Length == 0 ? bytes : random.Next(8) switch
    {
        0 => bytes[..random.Next(bytes.Length)],
        1 or 2 => FlipBits(random, bytes),
        3 => Overwrite(random, bytes),
        4 or 5 => BlowUp(random, bytes),
        6 => Swap(random, bytes),
        _ => Splice(random, bytes, other),
    };

    /// <summary>Half of all places lie in the front, where headers are.</summary>
    private static int Place(Random random, int length, int room) => random.Next(Math.Max(1, (random.Next(2) == 0 ? Math.Min(length, 8192) : length) - room));

    private static byte[] FlipBits(Random random, byte[] bytes)
    {
        for (var times = random.Next(1, 9); times > 0; times--)
        {
            bytes[Place(random, bytes.Length, 0)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    private static byte[] Overwrite(Random random, byte[] bytes)
    {
        var at = Place(random, bytes.Length, 1);
        var range = bytes.AsSpan(at, Math.Min(bytes.Length - at, random.Next(1, 600)));
        if (random.Next(3) == 0)
        {
            range.Fill((byte)random.Next(256));
        }
        else
        {
            random.NextBytes(range);
        }

        return bytes;
    }

    /// <summary>Puts a number there that a length or an offset should not be. Checksums of 16 bits that follow a header stay wrong most of the time; see the reader's own tests for resealed ones.</summary>
    private static byte[] BlowUp(Random random, byte[] bytes)
    {
        var width = 1 << random.Next(1, 4);
        if (bytes.Length < width)
        {
            return bytes;
        }

        Span<byte> value = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(value, Lengths[random.Next(Lengths.Length)]);
        value[..width].CopyTo(bytes.AsSpan(Place(random, bytes.Length, width) & ~1));
        return bytes;
    }

    private static byte[] Swap(Random random, byte[] bytes)
    {
        var length = Math.Min(BlockLengths[random.Next(BlockLengths.Length)], bytes.Length / 2);
        if (length == 0)
        {
            return bytes;
        }

        var one = random.Next(bytes.Length / length) * length;
        var two = random.Next(bytes.Length / length) * length;
        var kept = bytes[one..(one + length)];
        bytes.AsSpan(two, length).CopyTo(bytes.AsSpan(one));
        kept.CopyTo(bytes.AsSpan(two));
        return bytes;
    }

    /// <summary>Goes on with another file, or with another place of it: bytes are missing or come twice.</summary>
    private static byte[] Splice(Random random, byte[] bytes, byte[] other)
    {
        var unit = BlockLengths[random.Next(BlockLengths.Length)];
        var keep = random.Next((bytes.Length / unit) + 1) * unit;
        var from = random.Next((other.Length / unit) + 1) * unit;
        return [.. bytes.AsSpan(0, Math.Min(keep, bytes.Length)), .. other.AsSpan(Math.Min(from, other.Length))];
    }
}
