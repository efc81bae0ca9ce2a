namespace Holdfast.Workloads.Disks.Writing;

/// <summary>Writes bare content, with holes where nothing but zeros is.</summary>
public sealed class RawDiskWriter : IDiskWriter
{
    private const int Piece = 64 << 10;

    private readonly DiskFile file;
    private long written;

    /// <exception cref="IOException">There is something of that name, or it cannot be made.</exception>
    public RawDiskWriter(string path, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        (file, Length) = (new DiskFile(path), length);
    }

    public long Length { get; }

    public void Write(long offset, ReadOnlySpan<byte> content)
    {
        DiskFile.Require(offset, content.Length, Length);
        while (!content.IsEmpty)
        {
            var part = content[..(int)Math.Min(content.Length, Piece - (offset % Piece))];
            if (offset < written || part.ContainsAnyExcept((byte)0))
            {
                file.Write(offset, part);
                written = Math.Max(written, offset + part.Length);
            }

            content = content[part.Length..];
            offset += part.Length;
        }
    }

    public void Complete()
    {
        file.SetLength(Length);
        file.Complete();
    }

    public void Dispose() => file.Dispose();
}
