using Holdfast.Store.Blobs;

namespace Holdfast.Store.Pool;

/// <summary>Writes a pack on the disk that was chosen for it, and holds the room that it was promised.</summary>
internal sealed class PackWriter : IBlobWriter
{
    private readonly PackBlobs packs;
    private readonly PoolDisk disk;
    private readonly string name;
    private readonly IBlobWriter inner;
    private long promised;

    public PackWriter(PackBlobs packs, PoolDisk disk, string name, long expectedLength, IBlobWriter inner)
    {
        (this.packs, this.disk, this.name, this.inner) = (packs, disk, name, inner);
        promised = expectedLength;
        disk.Promise(expectedLength);
    }

    public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            inner.WriteAt(offset, bytes);
        }
        catch (StorageException error)
        {
            PackBlobs.NotePack(disk, error);
            throw;
        }
        GiveBack(bytes.Length); // the file system counts them as used from now on
    }

    public void Commit(long length)
    {
        try
        {
            packs.Commit(name, disk, () => inner.Commit(length));
        }
        catch (StorageException error)
        {
            PackBlobs.NotePack(disk, error);
            throw;
        }
        disk.CountUsed(length);
    }

    public void Dispose()
    {
        inner.Dispose();
        GiveBack(long.MaxValue);
    }

    private void GiveBack(long bytes)
    {
        long seen, less;
        do
        {
            seen = Interlocked.Read(ref promised);
            less = Math.Min(seen, bytes);
        }
        while (Interlocked.CompareExchange(ref promised, seen - less, seen) != seen);
        if (less > 0) disk.Promise(-less);
    }
}
