using Holdfast.Format;
using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Store.Pool;

/// <summary>
/// One folder of the pool, locked for this process while it is connected. Notices by the errors of its work when it is lost or refuses
/// writes; comes back only by <see cref="Connect"/> or <see cref="Examine"/>. Thread-safe.
/// </summary>
internal sealed class PoolDisk(string id, string path, PoolOptions options, Action<PoolDisk> changed) : IDisposable
{
    private const long Unknown = -1;

    private readonly Lock gate = new();
    private readonly Lock examination = new();
    private volatile FolderBlobStore? store;
    private SafeFileHandle? held;
    private DiskReserve? reserve;
    private DiskFacts? facts;
    private volatile bool readOnly;
    private volatile string? reason = "It was not found.";
    private long promised;
    private long refusedAt = Unknown;
    private long used = Unknown;

    public string Id { get; } = id;

    public string Path { get; private set; } = path;

    public bool IsConnected => store is not null;

    public bool IsWritable => IsConnected && !readOnly;

    /// <summary>Holds every mirrored blob. Set by the roster.</summary>
    public bool HasAllBlobs { get; set; }

    public bool IsCurrent => HasAllBlobs && IsConnected;

    /// <summary>Gets no new packs: it is being emptied.</summary>
    public bool IsLeaving { get; set; }

    public DiskFacts? Facts => facts;

    public string? Reason => reason;

    /// <exception cref="StorageException"><see cref="StorageFault.DiskMissing"/>.</exception>
    public FolderBlobStore Store => store ?? throw new StorageException(StorageFault.DiskMissing, $"The disk '{Path}' is missing. {reason}");

    public long Reserved => reserve?.Held ?? 0;

    /// <summary>Locks the disk and opens it. Its marker was read by the caller.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.InUse"/>, or the disk cannot be opened.</exception>
    public void Connect(string folder)
    {
        lock (gate)
        {
            Path = folder;
            SafeFileHandle? taken = null;
            try
            {
                taken = DurableFile.TryLock(System.IO.Path.Join(folder, DiskFiles.Lock));
                if (taken is null) throw new StorageException(StorageFault.InUse, $"Another process uses the disk '{folder}'.");
                var opened = new FolderBlobStore(folder, options.Randomness);
                facts = options.Probe.Examine(folder);
                reserve = new DiskReserve(folder, options.ReserveFor(options.Probe.Measure(folder).Capacity));
                held = taken;
                taken = null;
                readOnly = false;
                reason = null;
                refusedAt = Unknown;
                store = opened;
            }
            catch (Exception error) when (IoFault.IsExpected(error))
            {
                throw IoFault.OfWrite(error, $"The disk '{folder}' cannot be opened");
            }
            finally
            {
                taken?.Dispose();
            }
        }
        Examine();
        changed(this);
    }

    /// <summary>Looks whether the disk is still itself and takes writes, and fills its reserve.</summary>
    public void Examine()
    {
        lock (examination)
        {
            if (!IsConnected || !IsStillItself()) return;
            var refusal = TryWrite();
            SetReadOnly(refusal is not null, refusal);
            Interlocked.Exchange(ref refusedAt, Unknown);
            if (refusal is null) FillReserve();
        }
    }

    /// <summary>Draws the conclusions from an error of this disk.</summary>
    public void Note(StorageException error)
    {
        switch (error.Fault)
        {
            case StorageFault.DiskMissing:
                Lose(error.Message);
                break;
            case StorageFault.DiskReadOnly:
                SetReadOnly(true, error.Message);
                break;
            case StorageFault.Unavailable or StorageFault.WriteFailed or StorageFault.ListingFailed when !IoFault.IsOfProcess(error.InnerException):
                Examine();
                break;
        }
    }

    /// <summary>Runs a small write or a removal; on a full disk once more with room from the reserve.</summary>
    public T WithReserve<T>(long bytes, Func<FolderBlobStore, T> work)
    {
        try
        {
            try
            {
                return work(Store);
            }
            catch (StorageException error) when (error.Fault == StorageFault.PoolFull && Release(bytes + (64 << 10)))
            {
                return work(Store);
            }
        }
        catch (StorageException error)
        {
            Note(error);
            throw;
        }
    }

    public void Save(PoolMembers members) => WithReserve(8 << 10, _ =>
    {
        try
        {
            DiskFiles.Write(Path, members);
            return true;
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw IoFault.OfWrite(error, $"The list of disks on '{Path}' was not written");
        }
    });

    /// <summary>False also where the disk cannot be asked: what it has then is found out when it is rescanned.</summary>
    public bool SeemsToHave(string name)
    {
        try
        {
            return IsConnected && Has(name);
        }
        catch (StorageException)
        {
            return false;
        }
    }

    public bool Has(string name)
    {
        try
        {
            Store.GetLength(name);
            return true;
        }
        catch (StorageException error) when (error.Fault == StorageFault.NotFound)
        {
            return false;
        }
        catch (StorageException error)
        {
            Note(error);
            throw;
        }
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        try
        {
            Store.Read(name, offset, destination);
        }
        catch (StorageException error)
        {
            Note(error);
            throw;
        }
    }

    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        try
        {
            return Store.List(prefix);
        }
        catch (StorageException error)
        {
            Note(error);
            throw;
        }
    }

    /// <summary>Bytes that packs may still take: what is free, without the low-water mark and what open writers were promised.</summary>
    public long Room(bool useReserve)
    {
        if (!IsWritable || IsLeaving) return 0;
        if (Measure() is not { } space || (space.Free <= Interlocked.Read(ref refusedAt) && !useReserve)) return 0;
        var free = space.Free - Interlocked.Read(ref promised);
        return useReserve ? free + Reserved : free - PoolOptions.LowWater(space.Capacity);
    }

    /// <summary>Gives up reserve until so many bytes are free.</summary>
    public void MakeRoom(long bytes)
    {
        if (Measure() is { } space && space.Free - Interlocked.Read(ref promised) is var free && free < bytes) Release(bytes - free);
    }

    /// <summary>Counts bytes that a writer will need, or no longer needs.</summary>
    public void Promise(long bytes) => Interlocked.Add(ref promised, bytes);

    /// <summary>The disk was full although it seemed to have room: it gets no packs until more is free than now.</summary>
    public void RefusePacks()
    {
        if (Measure() is { } space) Interlocked.Exchange(ref refusedAt, space.Free);
        changed(this);
    }

    /// <summary>After something was removed.</summary>
    public void FillReserve()
    {
        if (!IsWritable || reserve is not { } file) return;
        changed(this);
        try
        {
            if (file.Held == 0) file.Open();
            if (!file.IsWhole && Measure() is { } space) file.Restore(space.Free, 2 * PoolOptions.LowWater(space.Capacity));
        }
        catch (DurabilityException error) when (error.IsFull)
        {
            // Somebody else took the room between asking and growing: the next removal tries again.
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            Note(IoFault.OfWrite(error, $"The reserve of '{Path}' was not written"));
        }
    }

    public DiskSpace? Measure()
    {
        if (!IsConnected) return null;
        try
        {
            return options.Probe.Measure(Path);
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            Lose(error.Message);
            return null;
        }
    }

    /// <summary>Where it stands now; asks the file system for its room.</summary>
    public PoolDiskCondition Condition(DiskSpace? space)
    {
        if (!IsConnected || space is not { } measured) return PoolDiskCondition.Missing;
        if (readOnly) return PoolDiskCondition.ReadOnly;
        var room = measured.Free - PoolOptions.LowWater(measured.Capacity);
        var isFull = room < PoolOptions.RoomOfOnePack(measured.Capacity) || measured.Free <= Interlocked.Read(ref refusedAt);
        return isFull ? PoolDiskCondition.Full : PoolDiskCondition.Ok;
    }

    /// <summary>Bytes of the packs on it: counted once, then kept up to date.</summary>
    public long Used()
    {
        if (!IsConnected) return 0;
        if (Interlocked.Read(ref used) == Unknown) Interlocked.Exchange(ref used, List(PackBlobs.Folder).Sum(pack => pack.Length));
        return Interlocked.Read(ref used);
    }

    public void CountUsed(long bytes)
    {
        if (Interlocked.Read(ref used) != Unknown) Interlocked.Add(ref used, bytes);
    }

    /// <summary>Lets the observer look again.</summary>
    public void Report() => changed(this);

    /// <summary>Why a disk that never was connected is not.</summary>
    public void Explain(string why) => reason = why;

    /// <summary>Stops using the disk. What reads on other threads have begun ends by itself.</summary>
    public void Lose(string why)
    {
        lock (gate)
        {
            if (store is null) return;
            reason = why;
            used = Unknown;
            Close();
        }
        changed(this);
    }

    public void Dispose()
    {
        lock (gate) Close();
    }

    private void Close()
    {
        store?.Dispose();
        store = null;
        held?.Dispose();
        held = null;
    }

    private bool IsStillItself()
    {
        try
        {
            if (DiskFiles.ReadMarker(Path)?.DiskId != Id)
            {
                Lose("Its marker file is gone or is another disk's.");
            }
        }
        catch (Exception error) when (IoFault.IsExpected(error) || error is MalformedDataException or StorageException)
        {
            if (!IoFault.IsOfProcess(error)) Lose(error.Message);
        }
        return IsConnected;
    }

    private bool Release(long bytes)
    {
        try
        {
            return reserve is { } file && file.Release(bytes);
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw IoFault.OfWrite(error, $"The reserve of '{Path}' was not given back");
        }
    }

    private void SetReadOnly(bool value, string? why)
    {
        lock (gate)
        {
            if (store is null || readOnly == value) return;
            readOnly = value;
            reason = why;
        }
        changed(this);
    }

    /// <returns>Why the disk refuses writes; null where it takes them. A full one takes them.</returns>
    private string? TryWrite()
    {
        var probe = System.IO.Path.Join(Path, DiskFiles.Probe);
        try
        {
            try
            {
                using var file = DurableFile.OpenNew(probe, replace: true);
                DurableFile.WriteAt(file, probe, "holdfast"u8, 0);
                DurableFile.Sync(file, probe);
            }
            finally
            {
                DurableFile.Remove(probe);
            }
            return null;
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            return IoFault.OfWrite(error, $"'{Path}' refuses writes") is { Fault: not StorageFault.PoolFull } fault && !IoFault.IsOfProcess(error)
                ? fault.Message
                : null;
        }
    }
}
