using Holdfast.Contracts.Api;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Pool;

/// <summary>Removes what no recovery point reaches.</summary>
internal sealed class CollectWork(IEngine engine, PointExpiry expiry) : IJobWork
{
    public void Run(LiveJob job)
    {
        job.Report.Progress.Phase = "collection";
        var outcome = engine.Collect(job.Arguments.Online, expiry.ObserveClock().Highest, job.Report, job.Cancellation);
        job.Collection = new CollectionResult(outcome.PacksTombstoned, outcome.PacksCompacted, outcome.PacksDeleted, outcome.BytesFreed, outcome.BytesWaiting);
    }
}
