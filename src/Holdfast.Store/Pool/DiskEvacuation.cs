using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;

namespace Holdfast.Store.Pool;

/// <summary>Moves the packs of a disk to the others: copy, durable, compared byte by byte, and only then removed.</summary>
internal sealed class DiskEvacuation(PoolRoster roster, PackBlobs packs, NameLocks names, PoolDisk disk, bool evenIfDataIsLost)
{
    private const int BlockSize = 1 << 20;

    private readonly HashSet<string> lost = new(StringComparer.Ordinal);
    private readonly HashSet<string> copied = new(StringComparer.Ordinal);
    private int moved;
    private long movedBytes;

    public DiskRemoval Result => new(moved, movedBytes, [.. lost.Order(StringComparer.Ordinal)]);

    /// <param name="progress">Bytes moved and bytes to move.</param>
    public void Run(Action<long, long>? progress, CancellationToken cancellation)
    {
        var total = CheckRoom();
        // Until nothing new is found: a pack that was being written when this began may be committed meanwhile.
        while (Left() is { Count: > 0 } left)
        {
            foreach (var pack in left)
            {
                cancellation.ThrowIfCancellationRequested();
                TryMove(pack);
                progress?.Invoke(movedBytes, Math.Max(total, movedBytes));
            }
        }
    }

    /// <summary>Packs that are on the disk and neither safe elsewhere nor given up.</summary>
    public List<BlobInfo> Left() => [.. disk.List(PackBlobs.Folder).Where(pack => !lost.Contains(pack.Name) && !copied.Contains(pack.Name))];

    private long CheckRoom()
    {
        var total = Left().Sum(pack => pack.Length);
        var room = roster.Disks.Where(other => other != disk).Sum(other => Math.Max(0, other.Room(useReserve: false)));
        if (total <= room || evenIfDataIsLost) return total;
        throw new StorageException(StorageFault.PoolFull, $"The other disks have room for {Bytes.Text(room)}; this disk holds {Bytes.Text(total)}.");
    }

    private void TryMove(BlobInfo pack)
    {
        try
        {
            lock (names.Of(pack.Name)) Move(pack);
        }
        catch (StorageException error) when (error.Fault == StorageFault.NotFound)
        {
            // deleted since the disk was listed
        }
        catch (StorageException) when (evenIfDataIsLost)
        {
            lost.Add(pack.Name);
        }
    }

    private void Move(BlobInfo pack)
    {
        var target = packs.DisksOf(pack.Name).FirstOrDefault(other => other != disk) ?? Copy(pack);
        FailPoint.Reach("pool.move");
        if (!IsSame(pack, target))
            throw new StorageException(StorageFault.Damaged, $"'{pack.Name}' is not the same on '{disk.Path}' and '{target.Path}'.");
        packs.Moved(pack.Name, target);
        copied.Add(pack.Name);
        if (disk.IsWritable) disk.WithReserve(0, store => store.Delete(pack.Name)); // a read-only disk leaves as it is
        disk.CountUsed(-pack.Length);
        moved++;
        movedBytes += pack.Length;
    }

    private PoolDisk Copy(BlobInfo pack)
    {
        var target = roster.Disks.Where(other => other != disk).MaxBy(other => other.Room(useReserve: false));
        if (target is null || target.Room(useReserve: false) < pack.Length)
            throw new StorageException(StorageFault.PoolFull, $"No other disk has room for {Bytes.Text(pack.Length)}.");
        using var writer = target.Store.BeginCreate(pack.Name, pack.Length);
        var block = new byte[BlockSize];
        for (long at = 0; at < pack.Length; at += BlockSize)
        {
            var part = block.AsSpan(0, (int)Math.Min(BlockSize, pack.Length - at));
            disk.Read(pack.Name, at, part);
            writer.WriteAt(at, part);
        }
        writer.Commit(pack.Length);
        target.CountUsed(pack.Length);
        return target;
    }

    private bool IsSame(BlobInfo pack, PoolDisk target)
    {
        if (target.Store.GetLength(pack.Name) != pack.Length) return false;
        var (block, copy) = (new byte[BlockSize], new byte[BlockSize]);
        for (long at = 0; at < pack.Length; at += BlockSize)
        {
            var length = (int)Math.Min(BlockSize, pack.Length - at);
            disk.Read(pack.Name, at, block.AsSpan(0, length));
            target.Read(pack.Name, at, copy.AsSpan(0, length));
            if (!block.AsSpan(0, length).SequenceEqual(copy.AsSpan(0, length))) return false;
        }
        return true;
    }
}
