using System.Collections.Frozen;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Server.Alerts;

/// <summary>Which type an alert is of that is raised with an error's code.</summary>
internal static class AlertCodes
{
    private static readonly FrozenDictionary<ErrorCode, AlertType> types = new Dictionary<ErrorCode, AlertType>
    {
        [AgentUnreachable] = AlertType.AgentUnreachable,
        [ProductionServerUnreachable] = AlertType.AgentUnreachable,
        [AgentNotResponding] = AlertType.AgentUnreachable,
        [AgentContactLost] = AlertType.AgentUnreachable,
        [AgentStale] = AlertType.StaleClient,
        [AgentCertificateEnding] = AlertType.CertificateExpiring,
        [AgentIncompatible] = AlertType.AgentIncompatible,
        [AgentGatewayClosed] = AlertType.ConfigurationProblem,
        [AgentAccessDenied] = AlertType.AgentAttachFailed,

        [ReplicaInconsistent] = AlertType.ReplicaInconsistent,
        [ReplicaInconsistentAfterJob] = AlertType.ReplicaInconsistent,
        [BackupPartial] = AlertType.PartialBackupSuccess,
        [DescriptionUnreadable] = AlertType.EnumerationFailed,
        [AutoProtectionFailed] = AlertType.AutoProtectionFailed,
        [MemberStale] = AlertType.StaleClient,
        [ReplicaManualPending] = AlertType.ReplicaManualLoadPending,
        [SlaMissed] = AlertType.SlaMissed,
        [ReplicaCreationInProgress] = AlertType.ReplicaInitializationInProgress,
        [VerificationInProgress] = AlertType.VerificationInProgress,

        [LogChainBroken] = AlertType.RecoveryPointFailed,
        [LogLagging] = AlertType.SynchronizationFailed,
        [LogSuspended] = AlertType.SynchronizationFailed,
        [ApplicationNotReleased] = AlertType.StopProtectionFailed,
        [DrillUnsound] = AlertType.DataCorruptionDetected,

        [RecoveryInProgress] = AlertType.RecoveryInProgress,
        [RecoverySucceeded] = AlertType.RecoverySuccessful,
        [RecoveryPartial] = AlertType.RecoveryPartlySuccessful,
        [RecoveryFailed] = AlertType.RecoveryFailed,

        [DiskThreshold] = AlertType.DiskThresholdCrossed,
        [PoolThreshold] = AlertType.PoolThresholdCrossed,
        [DiskMissing] = AlertType.DiskMissing,
        [DiskMissingInUse] = AlertType.DiskMissing,
        [DiskFull] = AlertType.DiskFull,
        [ReplicaOutOfSpace] = AlertType.DiskFull,
        [DiskReadOnly] = AlertType.DiskReadOnly,
        [WriteFailed] = AlertType.DiskWarning,
        [DamageFound] = AlertType.DataCorruptionDetected,
        [ChunkDamaged] = AlertType.DataCorruptionDetectedDuringRead,
        [PointsMissing] = AlertType.RecoveryPointsMissing,

        [ServiceUnreachable] = AlertType.OnlineServiceUnreachable,
        [VaultCopyFailed] = AlertType.OnlineBackupFailed,
        [SubscriptionExpired] = AlertType.SubscriptionExpired,
        [SubscriptionDeprovisioned] = AlertType.SubscriptionDeprovisioned,
        [ContactCountdown] = AlertType.ConnectivityCountdown,
        [ContactLost] = AlertType.ConnectivityLost,
        [OnlinePointsDeleted] = AlertType.OnlinePointsDeleted,
        [VaultKeepsPoints] = AlertType.OnlinePoliciesInconsistent,
        [VaultRetentionRefused] = AlertType.OnlinePoliciesInconsistent,

        [CatalogThreshold] = AlertType.CatalogThresholdCrossed,
        [CatalogDamaged] = AlertType.CatalogNeedsRebuild,
        [ClockJump] = AlertType.ClockJump,
        [ConfigurationContradicts] = AlertType.ConfigurationProblem,
        [NotificationsGivenUp] = AlertType.NotificationFailed,
    }.ToFrozenDictionary();

    internal static bool Has(ErrorCode code) => types.ContainsKey(code);

    /// <summary>A code that nobody has given a type is a fault that was reported from elsewhere.</summary>
    internal static AlertType TypeOf(ErrorCode code) => types.GetValueOrDefault(code, AlertType.External);
}
