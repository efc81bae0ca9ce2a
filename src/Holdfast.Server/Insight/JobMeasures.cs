using Holdfast.Protection.Estimates;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Insight;

/// <summary>What the last jobs tell: how well content compresses, how much of it changes, how fast it is read. Read again every ten minutes.</summary>
internal sealed class JobMeasures(ServerCatalog catalog, TimeProvider time)
{
    private const int MostJobs = 2000;

    /// <summary>A job that changed at least this part of its source made a first copy.</summary>
    private const double First = 0.9;

    private static readonly TimeSpan holds = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private (DateTimeOffset Read, EstimateRates Rates, double? Compression)? known;

    internal EstimateRates Rates => Now().Rates;

    /// <summary>Stored bytes for each byte that was new to the pool; null where no job has stored anything.</summary>
    internal double? Compression => Now().Compression;

    private (DateTimeOffset Read, EstimateRates Rates, double? Compression) Now()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (known is { } measured && (now - measured.Read).Duration() < holds) return measured;
            var samples = catalog.Standings.Samples(MostJobs);
            var measure = (now, Measure(samples), CompressionOf(samples));
            // A server that has only begun learns with each job.
            known = samples.Count < MostJobs / 10 ? null : measure;
            return measure;
        }
    }

    private static double? CompressionOf(IReadOnlyList<JobSampleRow> samples)
    {
        double fresh = samples.Sum(job => (double)job.BytesChanged - job.BytesDeduplicated), stored = samples.Sum(job => (double)job.BytesStored);
        return fresh > 0 && stored > 0 ? Math.Clamp(stored / fresh, 0.001, 1) : null;
    }

    private static EstimateRates Measure(IReadOnlyList<JobSampleRow> samples)
    {
        double days = 0, later = 0, firstRead = 0, firstMs = 0;
        foreach (var jobs in samples.GroupBy(job => job.SourceId))
        {
            var (oldest, newest, bytes) = (jobs.Min(job => job.Created), jobs.Max(job => job.Created), jobs.Max(job => job.SourceBytes));
            days += bytes * ((newest - oldest) / (double)TimeSpan.TicksPerDay);
            // What the oldest of them changed, it changed before the time that they span.
            later += jobs.Where(job => job.Created > oldest && !IsFirst(job)).Sum(job => (double)job.BytesChanged);
            foreach (var job in jobs.Where(IsFirst)) (firstRead, firstMs) = (firstRead + job.BytesRead, firstMs + job.DurationMs);
        }
        return EstimateRates.Measured(samples.Sum(job => (double)job.BytesChanged), samples.Sum(job => (double)job.BytesStored), days, later, firstRead, firstMs);
    }

    private static bool IsFirst(JobSampleRow job) => job.SourceBytes > 0 && job.BytesChanged >= First * job.SourceBytes;
}
