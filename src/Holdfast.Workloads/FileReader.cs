namespace Holdfast.Workloads;

/// <summary>An open regular file. Reads are thread-safe.</summary>
public abstract class FileReader : IDisposable
{
    /// <summary>Bytes, as of opening or the last <see cref="Restart"/>.</summary>
    public abstract long Length { get; }

    /// <summary>Next range of data at or after <paramref name="from"/>; what lies between ranges is holes. Length 0 at the end, where Start is
    /// <see cref="Length"/>. Where the file system does not tell, all is data.</summary>
    public abstract (long Start, long Length) NextData(long from);

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <exception cref="IOException">The platform refused, with its error number in HResult and its text.</exception>
    public abstract int Read(long offset, Span<byte> buffer);

    /// <summary>True while size, times and identity are those of opening or of the last <see cref="Restart"/>.</summary>
    public abstract bool IsUnchanged();

    /// <summary>Takes the present state as the one to compare with, and updates <see cref="Length"/> and the item's stat data.</summary>
    public abstract void Restart();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
