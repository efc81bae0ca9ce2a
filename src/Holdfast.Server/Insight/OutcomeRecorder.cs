using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Insight;

/// <summary>Writes down what days were for datasources, so that it can be told when points and jobs are gone. Points are noted where they are added.</summary>
internal sealed class OutcomeRecorder(ServerCatalog catalog, TimeProvider time)
{
    internal void After(LiveJob job, JobOutcome outcome)
    {
        if (job.SourceId is not { } sourceId || !IsBackup(job.Type) || outcome.State == JobState.Cancelled) return;
        catalog.SourceDays.Ended(sourceId, CatalogTime.From(time.GetUtcNow()), outcome.State == JobState.Failed, job.Row.BytesStored);
    }

    /// <summary>Forgets days that nobody asks for any more.</summary>
    internal void Retire() => catalog.SourceDays.DeleteBefore(SourceDayTable.DayOf(CatalogTime.From(time.GetUtcNow())) - MapReader.DaysKept);

    private static bool IsBackup(JobType type) =>
        type is JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck or JobType.CloudBackup;
}
