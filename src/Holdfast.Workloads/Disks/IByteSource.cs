namespace Holdfast.Workloads.Disks;

/// <summary>Bytes that can be read at any offset: an image file, a disk, a partition, a file of a recovery point. Thread-safe.</summary>
public interface IByteSource
{
    long Length { get; }

    /// <summary>Fills the buffer.</summary>
    /// <exception cref="EndOfStreamException">The range ends beyond <see cref="Length"/>.</exception>
    /// <exception cref="IOException">It cannot be read, or it is damaged.</exception>
    /// <exception cref="Inspection.MalformedFileException">The file that holds it does not follow its format.</exception>
    void Read(long offset, Span<byte> buffer);
}
