using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks;

/// <summary>The rule of <see cref="IByteSource.Read"/> about ranges, in one place.</summary>
internal static class ByteSourceRange
{
    /// <exception cref="EndOfStreamException">The range is not within the source.</exception>
    public static void Require(this IByteSource source, long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset > source.Length - length) throw new EndOfStreamException($"Bytes {offset} to {unchecked((ulong)offset + (ulong)length)} were asked for, of {source.Length}.");
    }

    /// <summary>Part of a range that lies in the source.</summary>
    public static ByteRange Within(this ByteRange range, long length)
    {
        var start = Math.Clamp(range.Offset, 0, length);
        return new ByteRange(start, Math.Min(range.Length, length - start));
    }

    /// <summary>Bytes that a format says are there.</summary>
    /// <param name="what">They, as the end of a sentence that begins with "Expected".</param>
    /// <exception cref="MalformedFileException">The file ends before.</exception>
    public static byte[] ReadPart(this IByteSource source, long offset, int length, string what)
    {
        if (offset < 0 || offset > source.Length - length) throw new MalformedFileException(Math.Clamp(offset, 0, source.Length), what, "the end of the file");
        return source.Read(offset, length);
    }

    public static byte[] Read(this IByteSource source, long offset, int length)
    {
        source.Require(offset, length);
        var bytes = new byte[length];
        source.Read(offset, bytes);
        return bytes;
    }
}
