using Holdfast.Store.Blobs;

namespace Holdfast.Vault.Connections;

/// <summary>
/// Collects what is written to a blob in memory and hands it over whole, for stores that take a blob in one piece (a request, a hash over all of it). Buffers are rented;
/// a session writes few blobs at a time, each at most a pack.
/// </summary>
public static class PutBlobs
{
    /// <param name="put">Creates the blob, durable and complete on return.</param>
    public static IBlobWriter Begin(string name, long expectedLength, Action<string, ReadOnlyMemory<byte>> put)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedLength);
        return new Writer(name, expectedLength, put);
    }

    private sealed class Writer(string name, long expectedLength, Action<string, ReadOnlyMemory<byte>> put) : IBlobWriter
    {
        private readonly Lock gate = new();
        private byte[]? buffer = PackMemory.Rent(checked((int)Math.Max(expectedLength, 1)));
        private long written, end;
        private bool ended;

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            var last = checked((int)(offset + bytes.Length));
            if (last > Buffer.Length) Grow(last);
            bytes.CopyTo(Buffer.AsSpan((int)offset));
            lock (gate)
            {
                written += bytes.Length;
                end = Math.Max(end, last);
            }
        }

        public void Commit(long length)
        {
            var whole = Buffer;
            lock (gate)
            {
                if (ended) throw new InvalidOperationException($"'{name}' was committed before.");
                ArgumentOutOfRangeException.ThrowIfNegative(length);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(length, end);
                // A rented buffer holds what others left in it: a gap would send that.
                if (written < end) throw new InvalidOperationException($"'{name}' has a gap.");
                ended = true;
            }
            put(name, whole.AsMemory(0, (int)length));
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref buffer, null) is { } rented) PackMemory.Return(rented);
        }

        private byte[] Buffer
        {
            get
            {
                var rented = Volatile.Read(ref buffer);
                ObjectDisposedException.ThrowIf(rented is null, this);
                return rented;
            }
        }

        // Nobody writes past what was announced, but for a footer that came out longer: then no other write is under way.
        private void Grow(int size)
        {
            lock (gate)
            {
                var old = Buffer;
                if (old.Length >= size) return;
                var larger = PackMemory.Rent(size);
                old.CopyTo(larger, 0);
                Volatile.Write(ref buffer, larger);
                PackMemory.Return(old);
            }
        }
    }
}
