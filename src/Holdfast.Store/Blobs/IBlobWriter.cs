namespace Holdfast.Store.Blobs;

/// <summary>A blob that is being written. Dispose without <see cref="Commit"/> discards it. WriteAt is thread-safe for disjoint ranges.</summary>
public interface IBlobWriter : IDisposable
{
    void WriteAt(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the blob at <paramref name="length"/>, makes it durable and gives it its name. Only after this returns may anybody rely on it.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.AlreadyExists"/> or <see cref="StorageFault.WriteFailed"/>: nothing is visible, and it must not be retried on this writer.</exception>
    void Commit(long length);
}
