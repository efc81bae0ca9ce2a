using Holdfast.Store;
using Holdfast.Store.Blobs;

namespace Holdfast.Vault.Azure;

/// <summary>Gathers a blob in memory; <see cref="Commit"/> sends it in one request.</summary>
internal sealed class AzureBlobWriter(AzureBlobStore store, string name) : IBlobWriter
{
    private readonly PackBuffer buffer = new(SegmentPool.Shared);
    private volatile bool failed;
    private bool ended, disposed;

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        try
        {
            buffer.WriteAt(offset, bytes);
        }
        catch (StorageException)
        {
            failed = true;
            throw;
        }
    }

    public void Commit(long length)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (ended) throw new InvalidOperationException($"'{name}' was committed before.");
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, buffer.Written);
        ended = true;
        if (failed) throw new StorageException(StorageFault.WriteFailed, $"'{name}' is not complete: a write failed.");
        store.Put(name, buffer, length);
        buffer.Dispose();
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        buffer.Dispose();
    }
}
