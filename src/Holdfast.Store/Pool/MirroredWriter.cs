using Holdfast.Store.Blobs;

namespace Holdfast.Store.Pool;

/// <summary>Holds a mirrored blob in memory until it is complete: which disks get it is decided when it is committed.</summary>
internal sealed class MirroredWriter(MirroredBlobs blobs, string name, int expectedLength) : IBlobWriter
{
    /// <summary>Mirrored blobs are small.</summary>
    public const int Largest = 256 << 20;

    private readonly Lock gate = new();
    private byte[] content = new byte[expectedLength];
    private int written;
    private bool ended;

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + bytes.Length, Largest);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            var end = (int)offset + bytes.Length;
            if (end > content.Length) Array.Resize(ref content, (int)Math.Min(Largest, Math.Max(end, content.Length * 2L)));
            bytes.CopyTo(content.AsSpan((int)offset));
            written = Math.Max(written, end);
        }
    }

    public void Commit(long length)
    {
        lock (gate)
        {
            if (ended) throw new InvalidOperationException($"'{name}' was committed before.");
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, written);
            ended = true;
            blobs.Create(name, content.AsMemory(0, (int)length));
        }
    }

    public void Dispose()
    {
        lock (gate) ended = true;
    }
}
