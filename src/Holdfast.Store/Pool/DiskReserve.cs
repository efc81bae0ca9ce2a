using Holdfast.Store.Durability;

namespace Holdfast.Store.Pool;

/// <summary>
/// A file that only takes room, so that a full disk can still write the small blobs that deleting and reclaiming need: it is cut when they do
/// and grows again when there is space.
/// </summary>
internal sealed class DiskReserve(string folder, long target)
{
    private readonly string path = Path.Join(folder, DiskFiles.Reserve);
    private readonly Lock gate = new();
    private long held;

    public long Held => Interlocked.Read(ref held);

    public bool IsWhole => Held >= target;

    public void Open()
    {
        lock (gate)
        {
            using var file = DurableFile.OpenOrCreate(path);
            held = RandomAccess.GetLength(file);
        }
    }

    /// <summary>Gives room back to the file system; false where none is left to give.</summary>
    public bool Release(long bytes)
    {
        lock (gate)
        {
            if (held == 0) return false;
            // In steps that are not too small, because each costs a sync, and not all at once, because others need some too.
            SetLength(Math.Max(0, held - Math.Max(bytes, target / 8)));
            return true;
        }
    }

    /// <summary>Grows as far as the free space allows without touching <paramref name="keepFree"/>.</summary>
    public void Restore(long free, long keepFree)
    {
        lock (gate)
        {
            var length = Math.Min(target, held + free - keepFree);
            if (length > held) SetLength(length);
        }
    }

    private void SetLength(long length)
    {
        using var file = DurableFile.OpenOrCreate(path);
        try
        {
            DurableFile.Resize(file, path, length);
            DurableFile.Sync(file, path);
        }
        finally
        {
            held = RandomAccess.GetLength(file);
        }
    }
}
