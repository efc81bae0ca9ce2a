using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Pool;

/// <summary>Rebuilds index and catalog from the pool alone, or the knowledge of the vault copy from vault and passphrase alone.</summary>
internal sealed class RebuildWork(IEngine engine, CatalogRebuild catalog) : IJobWork
{
    public void Run(LiveJob job)
    {
        job.Report.Progress.Phase = "index";
        if (job.Arguments.Online) engine.RebuildVault(job.Secret, job.Report, job.Cancellation);
        else engine.RebuildIndex(job.Report, job.Cancellation);
        job.Cancellation.ThrowIfCancellationRequested();
        job.Report.Progress.Phase = "catalog";
        if (job.Arguments.Online) catalog.FromVault();
        else catalog.FromPool();
    }
}
