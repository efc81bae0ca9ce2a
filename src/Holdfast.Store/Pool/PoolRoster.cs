using Holdfast.Format.Keys;

namespace Holdfast.Store.Pool;

/// <summary>
/// The disks of a pool and the list of members that lies on them. Mirrored changes happen under the read side of the gate; a change of the
/// roster, and bringing a disk up to date, under the write side.
/// </summary>
internal sealed class PoolRoster(RepositoryId pool, PoolOptions options, PoolMembers members) : IDisposable
{
    private readonly ReaderWriterLockSlim gate = new(LockRecursionPolicy.NoRecursion);
    private volatile PoolDisk[] disks = [];

    public RepositoryId Pool { get; } = pool;

    public PoolOptions Options { get; } = options;

    /// <summary>The newest list of members that is known.</summary>
    public PoolMembers Members { get; private set; } = members;

    public IReadOnlyList<PoolDisk> Disks => disks;

    public IEnumerable<PoolDisk> Connected => disks.Where(disk => disk.IsConnected);

    public bool HasMissing => disks.Any(disk => !disk.IsConnected);

    /// <exception cref="StorageException"><see cref="StorageFault.NotFound"/>.</exception>
    public PoolDisk DiskOf(string id) =>
        disks.FirstOrDefault(disk => disk.Id == id) ?? throw new StorageException(StorageFault.NotFound, $"The pool has no disk '{id}'.");

    public void Add(PoolDisk disk) => disks = [.. disks, disk];

    public void Drop(PoolDisk disk) => disks = [.. disks.Where(other => other != disk)];

    public void Reading(Action work)
    {
        gate.EnterReadLock();
        try
        {
            work();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public void Writing(Action work)
    {
        gate.EnterWriteLock();
        try
        {
            work();
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>The disks that hold every mirrored blob and can be read.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.DiskMissing"/>: there is none.</exception>
    public PoolDisk[] Current()
    {
        var current = disks.Where(disk => disk.IsCurrent).ToArray();
        return current.Length > 0 ? current : throw new StorageException(StorageFault.DiskMissing, "No disk of the pool that is up to date can be reached.");
    }

    /// <summary>
    /// Before a mirrored change: the list on the disks says which of them will get it. So a disk that misses it is known to be behind,
    /// also after this process has died.
    /// </summary>
    public void Settle()
    {
        if (IsSettled()) return;
        Writing(() =>
        {
            if (!IsSettled()) Advance(Members.Members, Members.Removed);
        });
    }

    /// <summary>Some disks missed a change that others got: they are behind from now on.</summary>
    public void LeaveBehind(IReadOnlyCollection<PoolDisk> missed) => Writing(() =>
    {
        foreach (var disk in missed) disk.HasAllBlobs = false;
        Advance(Members.Members, Members.Removed);
    });

    /// <summary>Begins a new epoch on all current disks, under the write gate. A disk that cannot record it is behind.</summary>
    public void Advance(IEnumerable<PoolMember> newMembers, IEnumerable<string> removed)
    {
        // Those that are recorded as current come first: were a new one to know this epoch alone, and then be away, what the others write
        // would look older than what it has.
        var current = Current().OrderByDescending(disk => Members.Current.Contains(disk.Id)).ToArray();
        var next = Members.Next(RepositoryId.Create(Options.Randomness).ToString(), newMembers, current.Select(disk => disk.Id), removed);
        StorageException? first = null;
        var failed = new List<PoolDisk>();
        foreach (var disk in current)
        {
            try
            {
                disk.Save(next);
                Durability.FailPoint.Reach("pool.epoch");
            }
            catch (StorageException error)
            {
                first ??= error;
                failed.Add(disk);
            }
        }
        if (failed.Count == current.Length) throw first!;
        foreach (var disk in failed) disk.HasAllBlobs = false;
        Members = next;
    }

    /// <summary>Takes in the list of a disk that was changed apart from these.</summary>
    public void Join(PoolMembers other) => Members = Members.Join(other);

    /// <summary>Begins with what was found on the disks.</summary>
    public void StartFrom(PoolMembers newest) => Members = newest;

    public void Dispose()
    {
        foreach (var disk in disks) disk.Dispose();
        gate.Dispose();
    }

    private bool IsSettled()
    {
        var recorded = Members.Current;
        var current = 0;
        foreach (var disk in disks)
        {
            if (!disk.IsCurrent) continue;
            if (!recorded.Contains(disk.Id)) return false;
            current++;
        }
        return current == recorded.Count;
    }
}
