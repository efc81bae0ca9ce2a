namespace Holdfast.Format.Chunks.Cutting;

/// <summary>Cuts at multiples of a fixed size from the start of the file: for databases and disk images, which change in place.</summary>
public static class FixedCut
{
    /// <summary>Length of the chunk that starts at <paramref name="offset"/> of the file.</summary>
    /// <param name="offset">Where the data stands in the file, bytes; cuts stay aligned wherever reading began.</param>
    /// <param name="available">Bytes at hand from there.</param>
    /// <param name="size">Chunk size, bytes.</param>
    /// <param name="isLast">The file ends with the available bytes.</param>
    /// <returns>1…<paramref name="size"/>; 0 where more is needed (or, with <paramref name="isLast"/>, nothing is left).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative offset or count, or a size below 1.</exception>
    public static int Next(long offset, int available, int size, bool isLast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(available);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var length = size - (int)(offset % size);
        if (length <= available) return length;
        return isLast ? available : 0;
    }
}
