using Holdfast.Store.Blobs;

namespace Holdfast.Store.Pool;

/// <summary>
/// Makes disks hold the same mirrored blobs. Runs under the write gate of the roster, so nothing changes meanwhile; an interruption leaves
/// the disk behind, and the next rescan begins again.
/// </summary>
internal sealed class DiskSynchronizer(PoolRoster roster)
{
    /// <summary>
    /// Brings a disk up to date; where that fails it stays behind. One that only missed changes (<paramref name="behind"/>) loses what the
    /// current disks do not have: it was deleted while the disk was away. One with changes of its own keeps them and shares them.
    /// </summary>
    /// <returns>Whether it is current now.</returns>
    public bool BringUp(PoolDisk disk, bool behind)
    {
        try
        {
            Prune(disk, behind);
            disk.HasAllBlobs = true;
            Level();
        }
        catch (StorageException error)
        {
            disk.HasAllBlobs = false;
            disk.Note(error);
        }
        return disk.IsCurrent;
    }

    /// <summary>Copies to each current disk what another one has: creations that were never acknowledged, for one.</summary>
    public void Level()
    {
        var current = roster.Current();
        if (current.Length < 2) return;
        var lists = current.ToDictionary(disk => disk, Mirrored);
        foreach (var name in lists.Values.SelectMany(list => list.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var owners = current.Where(disk => lists[disk].ContainsKey(name)).ToArray();
            if (owners.Length == current.Length) continue;
            // What nobody can read now is still shown and still asked of those that have it.
            if (TryReadFromAny(owners, name) is not { } content) continue;
            foreach (var disk in current.Except(owners)) Copy(disk, name, content);
        }
    }

    private void Prune(PoolDisk disk, bool behind)
    {
        var current = roster.Current();
        var wanted = current.Select(Mirrored).SelectMany(list => list.Values).DistinctBy(blob => blob.Name).ToDictionary(blob => blob.Name);
        foreach (var own in Mirrored(disk).Values)
        {
            var keep = wanted.TryGetValue(own.Name, out var blob) ? blob.Length == own.Length && IsSame(current, disk, own) : !behind;
            if (!keep) disk.WithReserve(0, store => store.Delete(own.Name));
        }
    }

    private static bool IsSame(PoolDisk[] current, PoolDisk disk, BlobInfo blob)
    {
        var owners = current.Where(other => other.SeemsToHave(blob.Name)).ToArray();
        return TryReadFromAny(owners, blob.Name) is not { } content || (TryReadFromAny([disk], blob.Name) is { } own && content.AsSpan().SequenceEqual(own));
    }

    private static void Copy(PoolDisk disk, string name, byte[] content)
    {
        try
        {
            disk.WithReserve(content.Length, store =>
            {
                store.Create(name, content);
                return true;
            });
        }
        catch (StorageException)
        {
            disk.HasAllBlobs = false;
        }
    }

    private static byte[]? TryReadFromAny(PoolDisk[] owners, string name)
    {
        foreach (var disk in owners)
        {
            try
            {
                var content = new byte[disk.Store.GetLength(name)];
                disk.Read(name, 0, content);
                return content;
            }
            catch (StorageException)
            {
                // the next one may have a readable copy
            }
        }
        return null;
    }

    private static Dictionary<string, BlobInfo> Mirrored(PoolDisk disk) =>
        disk.List("").Where(blob => !PackBlobs.IsPack(blob.Name)).ToDictionary(blob => blob.Name, StringComparer.Ordinal);
}
