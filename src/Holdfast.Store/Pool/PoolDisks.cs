using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;

namespace Holdfast.Store.Pool;

/// <summary>
/// A pool as one blob store over several disks. Packs ("packs/…") lie on one disk each, placed where most room is; everything else is
/// small and lies on every disk. A disk that is lost or refuses writes never takes the others down. Thread-safe.
/// </summary>
/// <remarks>
/// Every disk keeps the list of disks with the epoch it belongs to (holdfast-pool.json). Before a mirrored change is acknowledged that some
/// disk did not get, the others begin a new epoch. So a disk that comes back with an older epoch is known to have missed something: it is
/// made equal to the others, and what was deleted while it was away is deleted on it, not brought back. Disks of the same epoch, and disks
/// that were changed apart from each other (none of their epochs follows from the other), are united: nothing is deleted then, because an
/// unacknowledged deletion that returns does less harm than a recovery point that goes. Named places where a test can kill the process:
/// pool.mirror (one disk has a change), pool.epoch (one disk knows the epoch), pool.move (a pack is on two disks).
/// </remarks>
public sealed class PoolDisks : IBlobStore, IReserveStore, IPartialStore, IDisposable
{
    private readonly PoolRoster roster;
    private readonly MirroredBlobs mirrored;
    private readonly PackBlobs packs;
    private readonly NameLocks names = new();
    private readonly PoolObserver observer;
    private readonly PoolAdministration administration;

    private PoolDisks(RepositoryId pool, PoolOptions options, PoolMembers members)
    {
        roster = new PoolRoster(pool, options, members);
        mirrored = new MirroredBlobs(roster, names);
        packs = new PackBlobs(roster, names);
        observer = new PoolObserver(roster, state => Changed?.Invoke(state));
        administration = new PoolAdministration(roster, packs, names, observer);
    }

    /// <summary>A disk changed its condition. Raised on the thread that noticed, which may hold locks: be quick and do not call back.</summary>
    public event Action<PoolDiskState>? Changed;

    public RepositoryId PoolId => roster.Pool;

    /// <summary>Every member, the missing ones too, in the order in which they joined.</summary>
    public IReadOnlyList<PoolDiskState> Disks => [.. roster.Disks.Select(observer.StateOf)];

    /// <summary>Makes a pool of folders that are empty or not there.</summary>
    /// <exception cref="StorageException">As <see cref="Add"/>.</exception>
    public static PoolDisks Create(RepositoryId poolId, IReadOnlyList<string> paths, PoolOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        options ??= new PoolOptions();
        PoolCreation.Create(poolId, [.. paths.Select(Path.GetFullPath)], options);
        return Open(poolId, paths, options);
    }

    /// <summary>Opens a pool; disks that cannot be found are missing, and one is enough. Folders that the disks remember are tried as well.</summary>
    /// <param name="expectedPoolId">Null to take the pool of the first disk that is found.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.InUse"/>, <see cref="StorageFault.ForeignDisk"/>, <see cref="StorageFault.DiskMissing"/>
    /// where no disk can be opened, <see cref="StorageFault.NewerFormat"/>.</exception>
    public static PoolDisks Open(RepositoryId? expectedPoolId, IReadOnlyList<string> paths, PoolOptions? options = null)
    {
        options ??= new PoolOptions();
        var search = new DiskSearch(expectedPoolId);
        search.Run(paths);
        var pool = new PoolDisks(search.Pool, options, PoolCreation.NewestMembers(search.Pool, search.Found, options));
        try
        {
            pool.administration.Open(search.Found);
            return pool;
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }

    public IBlobWriter BeginCreate(string name, long expectedLength) => BeginCreate(name, expectedLength, useReserve: false);

    /// <inheritdoc cref="IBlobStore.BeginCreate"/>
    /// <param name="useReserve">For work that gives room back (compaction): it may use what is kept back when the pool is full.</param>
    public IBlobWriter BeginCreate(string name, long expectedLength, bool useReserve)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedLength);
        if (PackBlobs.IsPack(name)) return packs.BeginCreate(name, expectedLength, useReserve);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(expectedLength, MirroredWriter.Largest);
        return new MirroredWriter(mirrored, name, (int)expectedLength);
    }

    public IBlobWriter BeginCreateFromReserve(string name, long expectedLength) => BeginCreate(name, expectedLength, useReserve: true);

    public void Create(string name, ReadOnlySpan<byte> content)
    {
        using var writer = BeginCreate(name, content.Length);
        writer.WriteAt(0, content);
        writer.Commit(content.Length);
    }

    public long GetLength(string name)
    {
        BlobName.Check(name);
        return PackBlobs.IsPack(name) ? packs.GetLength(name) : mirrored.GetLength(name);
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (PackBlobs.IsPack(name)) packs.Read(name, offset, destination);
        else mirrored.Read(name, offset, destination);
    }

    /// <inheritdoc/>
    /// <remarks>Packs can be listed only while every disk is there; see <see cref="ListReachable"/>.</remarks>
    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        var listing = ListReachable(prefix);
        return listing.IsComplete ? listing.Blobs : throw new StorageException(StorageFault.ListingFailed, "Packs cannot be listed while a disk is missing.");
    }

    /// <summary>What can be seen, and whether that is all.</summary>
    public PoolListing ListReachable(string prefix)
    {
        BlobName.CheckPrefix(prefix);
        var found = new Dictionary<string, BlobInfo>(StringComparer.Ordinal);
        var complete = true;
        if (prefix.Length == 0 || PackBlobs.IsPack(prefix)) complete = packs.List(prefix, found);
        if (!PackBlobs.IsPack(prefix)) mirrored.List(prefix, found);
        return new PoolListing([.. found.Values.OrderBy(blob => blob.Name, StringComparer.Ordinal)], complete);
    }

    public bool Delete(string name)
    {
        BlobName.Check(name);
        return PackBlobs.IsPack(name) ? packs.Delete(name) : mirrored.Delete(name);
    }

    /// <summary>Reads one disk's copy of a blob: for those who can tell a good copy from a bad one.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.NotFound"/>, <see cref="StorageFault.DiskMissing"/>…</exception>
    public void ReadCopy(string diskId, string name, long offset, Span<byte> destination)
    {
        BlobName.Check(name);
        roster.DiskOf(diskId).Read(name, offset, destination);
    }

    /// <summary>Takes a folder into the pool and copies to it what every disk has. A missing disk of this pool is taken back, wherever it is now.</summary>
    /// <param name="protectedBytes">What the pool is to protect: it should have one and a half times that.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.DiskRefused"/> with the reason, <see cref="StorageFault.ForeignDisk"/>,
    /// <see cref="StorageFault.AlreadyExists"/> where it is a disk of this pool, <see cref="StorageFault.InUse"/>.</exception>
    public PoolDiskState Add(string path, long protectedBytes = 0) => observer.StateOf(administration.Add(Path.GetFullPath(path), protectedBytes));

    /// <summary>Moves the packs of a disk to the others and takes it out of the pool. What could not be moved stays in its folder.</summary>
    /// <param name="evenIfDataIsLost">Also where the disk is missing, damaged, or the others have no room for it all.</param>
    /// <param name="progress">Bytes moved and bytes to move.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.PoolFull"/>, <see cref="StorageFault.DiskMissing"/>, <see cref="StorageFault.NotFound"/>:
    /// the disk is still in the pool. <see cref="StorageFault.Forbidden"/>: it is the last one that is up to date.</exception>
    public DiskRemoval Remove(string diskId, bool evenIfDataIsLost = false, Action<long, long>? progress = null, CancellationToken cancellation = default) =>
        administration.Remove(diskId, evenIfDataIsLost, progress, cancellation);

    /// <summary>Looks at every disk again: finds those that came back, brings them up to date, and tells what changed.</summary>
    public void Rescan() => administration.Rescan();

    /// <summary>Closes and unlocks the disks. Writers and readers must be done.</summary>
    public void Dispose() => roster.Dispose();
}
