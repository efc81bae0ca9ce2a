namespace Holdfast.Workloads.Inspection;

/// <summary>The two ends of a file, by which its kind is recognized.</summary>
/// <param name="Start">At most <see cref="StartLength"/> bytes from its first one.</param>
/// <param name="End">At most <see cref="EndLength"/> bytes up to its last one.</param>
public sealed record FileProbe(ReadOnlyMemory<byte> Start, ReadOnlyMemory<byte> End, long Length)
{
    public const int StartLength = 68 << 10;
    public const int EndLength = 4096;

    /// <param name="file">Seekable; stands at its first byte afterwards.</param>
    public static FileProbe Of(Stream file)
    {
        var start = ReadAt(file, 0, StartLength);
        var end = ReadAt(file, Math.Max(0, file.Length - EndLength), EndLength);
        file.Position = 0;
        return new FileProbe(start, end, file.Length);
    }

    private static ReadOnlyMemory<byte> ReadAt(Stream file, long offset, int length)
    {
        file.Position = offset;
        var bytes = new byte[length];
        return bytes.AsMemory(0, file.ReadAtLeast(bytes, length, throwOnEndOfStream: false));
    }
}
