using Holdfast.Store;
using Holdfast.Store.Blobs;

namespace Holdfast.Testing.Blobs;

internal sealed class InMemoryBlobWriter(InMemoryBlobStore store, string name) : IBlobWriter
{
    private readonly Lock gate = new();
    private readonly long generation = store.Generation;
    private byte[] content = [];
    private bool ended;
    private bool failed;

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        try
        {
            store.Begin("write", name);
        }
        catch (StorageException)
        {
            failed = true;
            throw;
        }
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            var end = checked((int)offset + bytes.Length);
            if (end > content.Length) Array.Resize(ref content, end);
            bytes.CopyTo(content.AsSpan((int)offset));
        }
    }

    public void Commit(long length)
    {
        lock (gate)
        {
            if (ended) throw new InvalidOperationException($"'{name}' was committed before.");
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, content.Length);
            ended = true;
            if (failed || generation != store.Generation) throw new StorageException(StorageFault.WriteFailed, $"'{name}' is not complete.");
            store.Commit(name, content[..(int)length]);
        }
    }

    public void Dispose()
    {
        lock (gate) ended = true;
    }
}
