using Holdfast.Server.Alerts;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Disks;

/// <summary>Takes a disk out of the pool.</summary>
internal sealed class DiskRemovalWork(IEngine engine, HealthCheck health, PointReconciler reconciler) : IJobWork
{
    public void Run(LiveJob job)
    {
        job.Report.Progress.Phase = "diskRemoval";
        engine.RemoveDisk(job.Arguments.DiskId!, job.Arguments.EvenIfDataIsLost, job.Report, job.Cancellation);
        health.Forget(job.Arguments.DiskId!);
        reconciler.Reconcile();
    }
}
