namespace Holdfast.Store.Pool;

/// <summary>Describes disks, and tells when the description of one changed in a way that matters.</summary>
internal sealed class PoolObserver(PoolRoster roster, Action<PoolDiskState> raise)
{
    private readonly Dictionary<string, (PoolDiskCondition Condition, bool IsCurrent)> reported = new(StringComparer.Ordinal);
    private volatile bool started;

    /// <summary>What is so now is known to the caller: only changes are told from here on.</summary>
    public void Start()
    {
        lock (reported)
        {
            foreach (var disk in roster.Disks) reported[disk.Id] = Key(disk);
        }
        started = true;
    }

    public void Look(PoolDisk disk)
    {
        if (!started) return;
        var key = Key(disk);
        lock (reported)
        {
            if (reported.TryGetValue(disk.Id, out var known) && known == key) return;
            reported[disk.Id] = key;
        }
        raise(StateOf(disk));
    }

    public void Forget(PoolDisk disk)
    {
        lock (reported) reported.Remove(disk.Id);
    }

    public PoolDiskState StateOf(PoolDisk disk)
    {
        var space = disk.Measure();
        var used = UsedOf(disk);
        return new PoolDiskState(
            disk.Id, disk.Path, disk.Condition(space), space?.Capacity ?? 0, space?.Free ?? 0, used, disk.IsCurrent, AdviceFor(disk));
    }

    private static (PoolDiskCondition Condition, bool IsCurrent) Key(PoolDisk disk) => (disk.Condition(disk.Measure()), disk.IsCurrent);

    private static long UsedOf(PoolDisk disk)
    {
        try
        {
            return disk.Used();
        }
        catch (StorageException)
        {
            return 0; // the condition tells
        }
    }

    private string? AdviceFor(PoolDisk disk)
    {
        if (disk.Reason is { } reason) return reason;
        if (!disk.IsCurrent) return "It missed changes while it could not be written: rescan the disks to bring it up to date.";
        if (disk.Facts is not { } facts) return null;
        var twin = roster.Disks.FirstOrDefault(other => other != disk && facts.Device.Length > 0 && other.Facts?.Device == facts.Device);
        return DiskAdmission.Advice(facts) ?? (twin is null ? null : $"It is on the same device as '{twin.Path}': they share their room and their fate.");
    }
}
