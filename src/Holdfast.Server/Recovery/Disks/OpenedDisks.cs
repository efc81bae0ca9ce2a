using Holdfast.Server.Engine;
using Holdfast.Workloads.Disks;

namespace Holdfast.Server.Recovery.Disks;

/// <summary>
/// The disks of points that were looked into last, so that the next folder does not open the file system again. Points never change; whether one is still there
/// is for the caller to find out first, and what is deleted meanwhile keeps its content for longer than a look takes. Thread-safe.
/// </summary>
internal sealed class OpenedDisks : IDisposable
{
    /// <summary>Each takes up to 64 MiB. Those in use are not closed: there may be more for a while.</summary>
    internal const int Most = 4;

    internal static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    private readonly Func<PointRef, PointDisk, IDisk> open;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly Lock gate = new();

    /// <summary>The one that was used last comes last.</summary>
    private readonly List<Entry> kept = [];

    internal OpenedDisks(Func<PointRef, PointDisk, IDisk> open, TimeProvider time)
    {
        (this.open, this.time) = (open, time);
        timer = time.CreateTimer(_ => CloseIdle(), null, Idle, Idle / 5);
    }

    internal int Count
    {
        get
        {
            lock (gate) return kept.Count;
        }
    }

    /// <summary>Gives an opened disk to work on this thread. Several may work with one at once.</summary>
    internal T Use<T>(PointRef point, PointDisk disk, Func<OpenedDisk, T> work)
    {
        var entry = Enter(point, disk);
        try
        {
            return work(entry.Disk.Value);
        }
        finally
        {
            Leave(entry);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            foreach (var entry in kept.Where(entry => entry.Users == 0)) entry.Close();
            kept.Clear();
        }
    }

    private Entry Enter(PointRef point, PointDisk disk)
    {
        lock (gate)
        {
            var entry = kept.Find(one => one.Point == point && one.Path == disk.Path);
            if (entry is null) entry = new Entry(point, disk.Path, new Lazy<OpenedDisk>(() => OpenedDisk.Open(open(point, disk), disk.Path)));
            else kept.Remove(entry);
            kept.Add(entry);
            entry.Users++;
            while (kept.Count > Most && kept.Find(one => one.Users == 0) is { } oldest) Drop(oldest);
            return entry;
        }
    }

    private void Leave(Entry entry)
    {
        lock (gate)
        {
            entry.Users--;
            entry.LastUse = time.GetUtcNow();
            // One that could not be opened is tried again the next time.
            if (entry.Users == 0 && (!entry.Disk.IsValueCreated || !kept.Contains(entry) || kept.Count > Most)) Drop(entry);
        }
    }

    private void CloseIdle()
    {
        lock (gate)
            foreach (var entry in kept.Where(entry => entry.Users == 0 && time.GetUtcNow() - entry.LastUse >= Idle).ToList())
                Drop(entry);
    }

    private void Drop(Entry entry)
    {
        kept.Remove(entry);
        entry.Close();
    }

    private sealed class Entry(PointRef point, string path, Lazy<OpenedDisk> disk)
    {
        internal PointRef Point => point;

        internal string Path => path;

        internal Lazy<OpenedDisk> Disk => disk;

        internal int Users { get; set; }

        internal DateTimeOffset LastUse { get; set; }

        internal void Close()
        {
            if (disk.IsValueCreated) disk.Value.Dispose();
        }
    }
}
