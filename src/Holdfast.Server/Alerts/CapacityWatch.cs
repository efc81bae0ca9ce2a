using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Alerts;

/// <summary>Watches how pool and catalog fill: alerts above their thresholds, with the days that are left.</summary>
internal sealed class CapacityWatch(IEngine engine, DiskSampleTable samples, AlertBoard alerts, Settings settings, TimeProvider time)
{
    /// <summary>Subjects of the alerts about the pool and the catalog as a whole.</summary>
    internal const string Pool = "pool", Catalog = "catalog";

    // Longer ago says little about how the pool fills now; reports look back a year.
    private const int DaysLooked = 14;

    private static readonly TimeSpan past = TimeSpan.FromDays(DaysLooked), kept = TimeSpan.FromDays(400);

    /// <summary>Remembers how full the disks are. Once an hour.</summary>
    internal void Sample()
    {
        var now = time.GetUtcNow();
        foreach (var disk in engine.Disks.Where(IsThere)) samples.Add(disk.Id, now, disk.Capacity - disk.Free);
        samples.DeleteBefore(now - kept);
    }

    internal void LookAtThresholds()
    {
        var disks = engine.Disks;
        foreach (var disk in disks)
            Judge(IsThere(disk), disk.Capacity, disk.Free, settings.Get(AlertSettings.DiskThresholdPercent)!.Value, ErrorCode.DiskThreshold, disk.Id, $"The disk {disk.Path}",
                () => DaysToFull(disk));
        var there = disks.Where(IsThere).ToList();
        Judge(
            there.Count > 0, there.Sum(disk => disk.Capacity), there.Sum(disk => disk.Free), settings.Get(AlertSettings.PoolThresholdPercent)!.Value,
            ErrorCode.PoolThreshold, Pool, "The storage pool", DaysToFull);
    }

    /// <param name="bytes">Size of the catalog; null where it is not known.</param>
    internal void LookAtCatalog(long? bytes)
    {
        var threshold = (long)settings.Get(AlertSettings.CatalogThresholdMiB)!.Value << 20;
        if (bytes > threshold)
            alerts.Raise(AlertBoard.Warning, ErrorCode.CatalogThreshold, Catalog, $"The catalog has {bytes >> 20} MiB, more than the {threshold >> 20} MiB that are set as its threshold.");
        else
            alerts.Resolve(ErrorCode.CatalogThreshold, Catalog);
    }

    /// <summary>A disk that has left the pool has no alerts any more.</summary>
    internal void Forget(string diskId) => alerts.Resolve(ErrorCode.DiskThreshold, diskId);

    /// <summary>Days until the whole pool is full; null where it does not fill or too little is known.</summary>
    internal int? DaysToFull() => FillForecast.DaysToFull(Filling(), engine.Disks.Where(IsThere).Sum(disk => disk.Free));

    /// <summary>What was used on all disks that are there, oldest first: of moments at which all of them were looked at.</summary>
    /// <param name="days">No longer ago; longer than about a month nothing is kept.</param>
    internal IReadOnlyList<DiskSample> Filling(int days = DaysLooked)
    {
        var there = engine.Disks.Where(IsThere).ToList();
        var since = time.GetUtcNow() - TimeSpan.FromDays(days);
        return [.. there.SelectMany(disk => samples.Of(disk.Id, since)).GroupBy(sample => sample.Taken)
            .Where(moment => moment.Count() == there.Count).Select(moment => new DiskSample(moment.Key, moment.Sum(sample => sample.Used))).OrderBy(sample => sample.Taken)];
    }

    /// <summary>What was used on one disk lately, oldest first.</summary>
    internal IReadOnlyList<DiskSample> Filling(string diskId) => samples.Of(diskId, time.GetUtcNow() - past);

    private int? DaysToFull(DiskState disk) => FillForecast.DaysToFull(Filling(disk.Id), disk.Free);

    private void Judge(bool isKnown, long capacity, long free, int threshold, ErrorCode code, string subject, string name, Func<int?> daysToFull)
    {
        var percent = isKnown && capacity > 0 ? (int)((capacity - free) * 100.0 / capacity) : 0;
        if (percent < threshold || threshold == 100)
        {
            alerts.Resolve(code, subject);
            return;
        }
        var left = daysToFull() is { } number ? $" At the present rate it is full in {(number == 0 ? "less than a day" : number == 1 ? "1 day" : $"{number} days")}." : "";
        alerts.Raise(AlertBoard.Warning, code, subject, $"{name} is {percent} % full; the threshold is {threshold} %.{left}");
    }

    private static bool IsThere(DiskState disk) => disk.State != "missing";
}
