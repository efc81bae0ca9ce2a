using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Protection.Storage;
using Holdfast.Server.Accounts;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Changes;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Insight;

/// <summary>How the pool fills, what is saved in it, and what takes its space.</summary>
internal sealed class StorageReader(ServerCatalog catalog, IEngine engine, CapacityWatch capacity, JobMeasures measures, Standings standings, TimeProvider time)
{
    /// <summary>Two years and the month that runs, as bills.</summary>
    internal const int DaysKept = 762;

    private const int DaysAhead = 90, MostSources = 1000;

    private readonly Lock gate = new();
    private (long Changes, long Bytes)? logical;
    private (long Changes, IReadOnlyDictionary<string, (long Bytes, int Points)> OnDisk)? space;

    internal StorageOverview Overview()
    {
        var (pool, bytes) = (engine.Pool, LogicalBytes());
        var full = Band() is { } band ? band.DaysToFull(pool.Free) : (null, null);
        // What was new to the pool had so many bytes before it was compressed; all beyond that is there more than once.
        var unique = Math.Min(measures.Compression is { } ratio ? (long)(pool.Used / ratio) : pool.Used, Math.Max(bytes, pool.Used));
        return new StorageOverview(pool.Capacity, pool.Used, pool.Free, bytes, pool.Used, Math.Max(bytes - unique, 0), Math.Max(unique - pool.Used, 0), full.Earliest, full.Latest);
    }

    internal StorageTrend Trend(int days)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var since = today.AddDays(1 - days);
        var samples = Older(since).ToDictionary(day => day.Day);
        foreach (var row in catalog.PoolDays.Since(since)) samples[row.Day] = new StorageDay(row.Day, row.Used, row.Capacity, row.LogicalBytes);
        return new StorageTrend([.. samples.Values.OrderBy(day => day.Day)], Forecast(today), [.. engine.Disks.Select(disk => OfDisk(disk, since))]);
    }

    private DiskTrend OfDisk(DiskState disk, DateOnly since)
    {
        var samples = catalog.DiskSamples.Of(disk.Id, new DateTimeOffset(since.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        var band = FillBand.Of([.. capacity.Filling(disk.Id).Select(sample => new FillSample(sample.Taken, sample.Used))]);
        var (earliest, latest) = band?.DaysToFull(disk.Free) ?? (null, null);
        return new DiskTrend(
            disk.Id, [.. samples.GroupBy(sample => DateOnly.FromDateTime(sample.Taken.UtcDateTime)).Select(day => new DiskDay(day.Key, day.Max(sample => sample.Used)))], earliest, latest);
    }

    /// <summary>Once an hour.</summary>
    internal void Sample()
    {
        var (pool, now) = (engine.Pool, time.GetUtcNow());
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (pool.Capacity > 0) catalog.PoolDays.Add(new PoolDayRow(today, pool.Capacity - pool.Free, pool.Capacity, LogicalBytes()));
        catalog.PoolDays.DeleteBefore(today.AddDays(-DaysKept));
    }

    internal StorageBySource Space(CallerScope scope)
    {
        var onDisk = OnDisk();
        var seen = standings.Now().SeenBy(scope).Where(standing => onDisk.ContainsKey(standing.Id)).ToList();
        var largest = seen.OrderByDescending(standing => onDisk[standing.Id].Bytes).ThenBy(standing => standing.Id, StringComparer.Ordinal).Take(MostSources).ToList();
        var added = catalog.SourceDays.BytesStored([.. largest.Select(standing => standing.Id)]);
        return new StorageBySource(
            [.. largest.Select(standing => new SourceSpace(
                standing.Id, standing.Row.Name, standing.Row.Server, onDisk[standing.Id].Bytes, added.TryGetValue(standing.Id, out var bytes) ? bytes : null, onDisk[standing.Id].Points))],
            seen.Count, scope.IsEverything ? Reclaimable() : null);
    }

    private FillBand? Band() => FillBand.Of([.. capacity.Filling().Select(sample => new FillSample(sample.Taken, sample.Used))]);

    private StorageForecast? Forecast(DateOnly today)
    {
        if (Band() is not { } band) return null;
        var pool = engine.Pool;
        var ahead = Enumerable.Range(0, DaysAhead + 1).Select(day => band.After(day, pool.Capacity)).ToList();
        var (earliest, latest) = band.DaysToFull(pool.Free);
        return new StorageForecast(today, [.. ahead.Select(day => day.Low)], [.. ahead.Select(day => day.High)], earliest, latest);
    }

    // Days of before there was a row a day: what the samples of disks still tell.
    private IEnumerable<StorageDay> Older(DateOnly since) =>
        capacity.Filling(DaysKept).GroupBy(sample => DateOnly.FromDateTime(sample.Taken.UtcDateTime)).Where(day => day.Key >= since)
            .Select(day => new StorageDay(day.Key, day.Max(sample => sample.Used), null, null));

    private long? Reclaimable() => catalog.Standings.LastCollection() is { } json ? JsonSerializer.Deserialize(json, ApiJson.Default.CollectionResult)?.BytesWaiting : null;

    private long LogicalBytes()
    {
        lock (gate)
        {
            var changes = catalog.Changes.Count(ChangeTopic.Points);
            if (logical is not { } known || known.Changes != changes) logical = known = (changes, catalog.Points.BytesOnDisk());
            return known.Bytes;
        }
    }

    private IReadOnlyDictionary<string, (long Bytes, int Points)> OnDisk()
    {
        lock (gate)
        {
            var changes = catalog.Changes.Count(ChangeTopic.Points, ChangeTopic.Sources);
            if (space is not { } known || known.Changes != changes) space = known = (changes, catalog.Standings.OnDisk());
            return known.OnDisk;
        }
    }
}
