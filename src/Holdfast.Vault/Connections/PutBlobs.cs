using Holdfast.Store.Blobs;

namespace Holdfast.Vault.Connections;

/// <summary>
/// Collects what is written to a blob in memory and hands it over whole, for stores that take a blob in one piece (a request, a hash over all of it). Buffers are rented;
/// a session writes few blobs at a time, each at most a pack.
/// </summary>
public static class PutBlobs
{
    /// <param name="put">Creates the blob, durable and complete on return.</param>
    public static IBlobWriter Begin(string name, long expectedLength, Action<string, ReadOnlyMemory<byte>> put) => new Writer(name, expectedLength, put);

    private sealed class Writer(string name, long expectedLength, Action<string, ReadOnlyMemory<byte>> put) : IBlobWriter
    {
        private readonly Lock gate = new();
        private byte[]? buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(checked((int)Math.Max(expectedLength, 1)));

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
            var end = checked((int)(offset + bytes.Length));
            if (end > Buffer.Length) Grow(end);
            bytes.CopyTo(Buffer.AsSpan((int)offset));
        }

        public void Commit(long length) => put(name, Buffer.AsMemory(0, checked((int)length)));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref buffer, null) is { } rented) System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        }

        private byte[] Buffer => Volatile.Read(ref buffer) ?? throw new ObjectDisposedException(nameof(IBlobWriter));

        // Nobody writes past what was announced, but for a footer that came out longer: then no other write is under way.
        private void Grow(int size)
        {
            lock (gate)
            {
                var old = Buffer;
                if (old.Length >= size) return;
                var larger = System.Buffers.ArrayPool<byte>.Shared.Rent(size);
                old.CopyTo(larger, 0);
                Volatile.Write(ref buffer, larger);
                System.Buffers.ArrayPool<byte>.Shared.Return(old);
            }
        }
    }
}
