using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Catalog;
using Holdfast.Server.CloudPolicy;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Server.Vault;

namespace Holdfast.Server.Protect;

/// <summary>Sends a point of the pool to the vault: the second part of an online backup, or a job of its own after a cut.</summary>
internal sealed class VaultUpload(ServerCatalog catalog, IEngine engine, CloudPolicyGate cloud, VaultRetention retention) : IJobWork
{
    public void Run(LiveJob job) => Run(job, job.Arguments.RecoveryPoint!);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultCopyFailed"/>, with the cause within.</exception>
    internal void Run(LiveJob job, string pointId)
    {
        job.Report.Progress.Phase = "vault";
        RequireRoom(job, pointId);
        try
        {
            cloud.Require(JobType.CloudBackup, job.Arguments);
            if (job.SourceId is { } sourceId && catalog.Sources.ById(sourceId) is { } source) retention.DeclareBeforePush(source);
            var point = engine.Push(pointId, job.Report, job.Cancellation);
            catalog.Points.Add(PointRow.From(point with { Online = true }));
        }
        catch (HoldfastException failure) when (!job.Cancellation.IsCancellationRequested)
        {
            var name = engine.Contact.VaultName is { } vault ? $"vault {vault}" : "vault";
            throw new HoldfastException(
                ErrorCode.VaultCopyFailed, $"Recovery point {pointId} is on disk, but sending it to the {name} failed: {failure.Message}", failure.Remedy, failure);
        }
    }

    private void RequireRoom(LiveJob job, string pointId)
    {
        if (job.SourceId is not { } source) return;
        var online = catalog.Points.OfSource(source).Where(point => point.Online).ToList();
        if (online.Count >= GroupPolicyRule.MostOnlinePoints && online.All(point => point.Id != pointId))
            throw new HoldfastException(
                ErrorCode.TooManyOnlinePoints, $"The datasource has {online.Count} recovery points in the vault; {GroupPolicyRule.MostOnlinePoints} are allowed. The new one is on disk.");
    }
}
