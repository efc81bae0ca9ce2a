using Holdfast.Contracts.Api.Insight;
using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Insight;

/// <summary>Which one thing helps most against what an alert of a type tells of.</summary>
internal static class NeededAction
{
    internal static string Of(AlertType type) => type switch
    {
        AlertType.ReplicaInconsistent or AlertType.ReplicaMissing => NeededActions.Check,
        AlertType.BackupFailed or AlertType.RecoveryPointFailed or AlertType.SynchronizationFailed or AlertType.SlaMissed or AlertType.WindowMissed => NeededActions.Run,
        AlertType.DiskFull or AlertType.DiskThresholdCrossed or AlertType.PoolThresholdCrossed => NeededActions.AddDisk,
        AlertType.CertificateExpired or AlertType.CertificateExpiring => NeededActions.Reenroll,
        AlertType.ReplicaManualLoadPending => NeededActions.Seed,
        _ => NeededActions.OpenAlert,
    };
}
