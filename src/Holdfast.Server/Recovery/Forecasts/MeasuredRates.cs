using Holdfast.Contracts.Api;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Recovery.Forecasts;

/// <summary>The rate of the last recoveries from the same place, by the jobs that the catalog keeps.</summary>
internal sealed class MeasuredRates(JobTable jobs)
{
    private const int Looked = 100, Used = 5;

    /// <summary>Smaller recoveries measure the start of a job, not its rate.</summary>
    private const long Smallest = 16L << 20;

    /// <summary>Median of the last few; null where there were none.</summary>
    internal RecoveryRate? Of(PointRef point)
    {
        var rates = jobs.Page(new JobFilter(JobStates.Succeeded, JobTypes.Recovery), null, Looked)
            .Where(job => job.BytesRead >= Smallest && job.DurationMs > 0 && IsFrom(point, LiveJob.ArgumentsOf(job)))
            .Take(Used).Select(job => Math.Max((long)(job.BytesRead * 1000.0 / job.DurationMs), 1)).Order().ToList();
        return rates.Count == 0 ? null : new RecoveryRate(rates[rates.Count / 2], RecoveryRate.Measured);
    }

    private static bool IsFrom(PointRef point, JobArguments arguments) =>
        arguments.Online == point.Online && arguments.ExternalServer == point.ExternalServerId && arguments.Server is null;
}
