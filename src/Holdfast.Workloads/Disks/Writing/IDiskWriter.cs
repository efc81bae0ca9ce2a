namespace Holdfast.Workloads.Disks.Writing;

/// <summary>Writes the file of a disk. One thread at a time.</summary>
/// <remarks>Until <see cref="Complete"/> the file does not claim to be a disk; disposing without it removes the file.</remarks>
public interface IDiskWriter : IDisposable
{
    /// <summary>Of the disk.</summary>
    long Length { get; }

    /// <summary>In any order, any number of times. What is never written is zeros; zeros take no room where nothing was written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the disk.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    void Write(long offset, ReadOnlySpan<byte> content);

    /// <summary>Makes a whole disk of it: durable on return.</summary>
    /// <exception cref="Applications.WorkloadException">The bytes may be lost.</exception>
    void Complete();
}
