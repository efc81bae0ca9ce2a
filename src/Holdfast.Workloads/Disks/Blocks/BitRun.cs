namespace Holdfast.Workloads.Disks.Blocks;

/// <summary>Equal bits in a row.</summary>
internal static class BitRun
{
    /// <summary>Bits count from the lowest of each byte.</summary>
    /// <param name="first">Bit of the first byte, 0 to 7.</param>
    /// <param name="most">How many bits are of interest.</param>
    /// <returns>The first bit, and how many in a row are like it: at least one, at most as the bytes hold.</returns>
    public static (bool Value, long Length) FromLowest(ReadOnlySpan<byte> bits, int first, long most) => Count(bits, first, most, 0);

    /// <summary>Bits count from the highest of each byte.</summary>
    public static (bool Value, long Length) FromHighest(ReadOnlySpan<byte> bits, int first, long most) => Count(bits, first, most, 7);

    private static (bool Value, long Length) Count(ReadOnlySpan<byte> bits, int first, long most, int flip)
    {
        var value = Bit(bits, first, flip);
        var whole = value ? byte.MaxValue : (byte)0;
        var end = Math.Min(first + most, bits.Length * 8L);
        long at = first + 1;
        while (at < end)
        {
            if (at % 8 == 0 && end - at >= 8 && bits[(int)(at / 8)] == whole)
            {
                at += 8;
            }
            else if (Bit(bits, at, flip) == value)
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return (value, at - first);
    }

    private static bool Bit(ReadOnlySpan<byte> bits, long at, int flip) => (bits[(int)(at / 8)] >> ((int)(at % 8) ^ flip) & 1) != 0;
}
