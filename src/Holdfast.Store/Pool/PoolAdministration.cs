using Holdfast.Format;

namespace Holdfast.Store.Pool;

/// <summary>Opens, adds, removes and finds disks; one such change at a time.</summary>
internal sealed class PoolAdministration(PoolRoster roster, PackBlobs packs, NameLocks names, PoolObserver observer)
{
    private readonly Lock gate = new();
    private readonly DiskSynchronizer synchronizer = new(roster);

    public void Open(IReadOnlyCollection<FoundDisk> found)
    {
        var connected = new List<FoundDisk>();
        foreach (var member in roster.Members.Members)
        {
            var disk = new PoolDisk(member.Id, member.Path, roster.Options, observer.Look);
            roster.Add(disk);
            if (found.FirstOrDefault(at => at.Id == member.Id) is { } at && Connect(disk, at.Folder)) connected.Add(at);
        }
        if (connected.Count == 0) throw new StorageException(StorageFault.DiskMissing, $"No disk of the pool can be opened. {roster.Disks[0].Reason}");
        roster.Writing(() =>
        {
            if (connected.Count < found.Count) roster.StartFrom(PoolCreation.NewestMembers(roster.Pool, connected, roster.Options));
            Unite(connected);
        });
        observer.Start();
    }

    public PoolDisk Add(string folder, long protectedBytes)
    {
        lock (gate)
        {
            var (id, missing) = Identify(folder);
            if (missing is not null)
            {
                TakeBack(missing, DiskSearch.Look(folder)!);
                return missing;
            }
            if (id is null)
            {
                DiskAdmission.Check(folder, roster.Options, roster.Disks.Select(disk => disk.Path), protectedBytes, Capacity());
                id = PoolCreation.NewId(roster.Options);
                PoolCreation.Prepare(folder, roster.Pool, id, members: null, roster.Options);
            }
            var added = new PoolDisk(id, folder, roster.Options, observer.Look);
            try
            {
                added.Connect(folder);
                roster.Writing(() =>
                {
                    roster.Add(added);
                    synchronizer.BringUp(added, behind: false);
                    roster.Advance([.. roster.Members.Members, new PoolMember(id, folder)], roster.Members.Removed);
                });
                return added;
            }
            catch
            {
                roster.Drop(added);
                added.Dispose();
                throw;
            }
        }
    }

    public DiskRemoval Remove(string diskId, bool evenIfDataIsLost, Action<long, long>? progress, CancellationToken cancellation)
    {
        lock (gate)
        {
            var disk = roster.DiskOf(diskId);
            if (!roster.Disks.Any(other => other != disk && other.IsCurrent))
                throw new StorageException(StorageFault.Forbidden, "The last disk of a pool cannot be removed: the keys lie on it.");
            if (!disk.IsConnected && !evenIfDataIsLost) _ = disk.Store; // says why it is missing
            var evacuation = new DiskEvacuation(roster, packs, names, disk, evenIfDataIsLost);
            disk.IsLeaving = true;
            try
            {
                do
                {
                    if (disk.IsConnected) evacuation.Run(progress, cancellation);
                }
                while (!TryTakeOut(disk, evacuation));
            }
            catch
            {
                disk.IsLeaving = false;
                throw;
            }
            packs.Forget();
            observer.Forget(disk);
            if (disk.IsConnected && evacuation.Result.Lost.Count == 0) DiskWiping.Wipe(disk);
            disk.Dispose();
            return evacuation.Result;
        }
    }

    public void Rescan()
    {
        lock (gate)
        {
            foreach (var disk in roster.Connected.ToArray()) disk.Examine();
            foreach (var folder in roster.Disks.Where(disk => !disk.IsConnected).Select(disk => disk.Path).ToArray()) LookInto(folder);
            roster.Writing(() => Unite([.. roster.Connected.Select(disk => DiskSearch.Look(disk.Path)).OfType<FoundDisk>()]));
            packs.Forget();
            foreach (var disk in roster.Disks) disk.Report();
        }
    }

    private void LookInto(string folder)
    {
        try
        {
            if (DiskSearch.Look(folder) is not { } found || found.Pool != roster.Pool) return;
            if (roster.Disks.FirstOrDefault(disk => disk.Id == found.Id && !disk.IsConnected) is { } missing) Connect(missing, folder);
        }
        catch (Exception error) when (error is StorageException or MalformedDataException)
        {
            foreach (var disk in roster.Disks.Where(disk => !disk.IsConnected && disk.Path == folder)) disk.Explain(error.Message);
        }
    }

    private void TakeBack(PoolDisk disk, FoundDisk found)
    {
        disk.Connect(found.Folder);
        roster.Writing(() => Unite([found]));
        packs.Forget();
        disk.Report();
    }

    /// <summary>False where the disk cannot be opened; another process that has it is an error of its own.</summary>
    private static bool Connect(PoolDisk disk, string folder)
    {
        try
        {
            disk.Connect(folder);
            return true;
        }
        catch (StorageException error) when (error.Fault != StorageFault.InUse)
        {
            disk.Explain(error.Message);
            return false;
        }
    }

    /// <summary>Makes the connected disks hold the same, under the write gate. Who cannot be brought up to date stays behind.</summary>
    private void Unite(IReadOnlyCollection<FoundDisk> connected)
    {
        foreach (var found in connected)
        {
            if (found.Members?.Head == roster.Members.Head) roster.DiskOf(found.Id).HasAllBlobs = true;
        }
        // Where no disk has a list of its own, they are all alike.
        if (connected.All(found => found.Members is null))
        {
            foreach (var found in connected) roster.DiskOf(found.Id).HasAllBlobs = true;
        }
        try
        {
            synchronizer.Level();
            var changed = false;
            foreach (var found in connected) changed |= BringUp(found);
            if (changed) roster.Advance(MembersNow(), roster.Members.Removed);
        }
        catch (StorageException)
        {
            // The next change, or the next rescan, tries again; until then the disks that were current remain so.
        }
    }

    private bool BringUp(FoundDisk found)
    {
        var disk = roster.DiskOf(found.Id);
        if (disk.IsCurrent || !disk.IsWritable) return false;
        var missedOnly = found.Members is { } own && roster.Members.Follows(own);
        if (!synchronizer.BringUp(disk, missedOnly)) return false;
        // Only now: while its changes are not here, its epoch must not look like one that these follow from.
        if (!missedOnly && found.Members is { } apart) Join(apart);
        return true;
    }

    private void Join(PoolMembers apart)
    {
        roster.Join(apart);
        foreach (var member in roster.Members.Members.Where(member => roster.Disks.All(disk => disk.Id != member.Id)))
            roster.Add(new PoolDisk(member.Id, member.Path, roster.Options, observer.Look));
        foreach (var disk in roster.Disks.Where(disk => roster.Members.Removed.Contains(disk.Id)).ToArray())
        {
            roster.Drop(disk);
            disk.Dispose();
        }
    }

    /// <summary>With the folders where the disks are now.</summary>
    private PoolMember[] MembersNow() =>
        [.. roster.Members.Members.Select(member => member with { Path = roster.DiskOf(member.Id).Path })];

    /// <summary>Under the write gate no pack is committed: the disk leaves only where nothing new is on it.</summary>
    private bool TryTakeOut(PoolDisk disk, DiskEvacuation evacuation)
    {
        var isOut = false;
        roster.Writing(() =>
        {
            if (disk.IsConnected && evacuation.Left().Count > 0) return;
            disk.HasAllBlobs = false;
            roster.Advance(roster.Members.Members.Where(member => member.Id != disk.Id), [.. roster.Members.Removed, disk.Id]);
            roster.Drop(disk);
            isOut = true;
        });
        return isOut;
    }

    /// <summary>The id of a disk that was prepared but never taken in; or the missing disk that this folder is.</summary>
    private (string? Id, PoolDisk? Missing) Identify(string folder)
    {
        try
        {
            if (DiskSearch.Look(folder) is not { } found) return default;
            if (found.Pool != roster.Pool) throw new StorageException(StorageFault.ForeignDisk, $"'{folder}' belongs to another pool ({found.Pool}).");
            if (roster.Members.Removed.Contains(found.Id))
                throw new StorageException(StorageFault.ForeignDisk, $"'{folder}' was removed from this pool: empty it to use it again.");
            var known = roster.Disks.FirstOrDefault(disk => disk.Id == found.Id);
            if (known is { IsConnected: true }) throw new StorageException(StorageFault.AlreadyExists, $"'{folder}' is a disk of this pool.");
            return known is null ? (found.Id, null) : (null, known);
        }
        catch (MalformedDataException error)
        {
            throw new StorageException(StorageFault.DiskRefused, $"'{folder}' was a pool disk, and its marker is damaged: {error.Message}", error);
        }
    }

    /// <summary>Folders on the same device count once.</summary>
    private long Capacity() =>
        roster.Connected.DistinctBy(disk => disk.Facts?.Device is { Length: > 0 } device ? device : disk.Id).Sum(disk => disk.Measure()?.Capacity ?? 0);
}
