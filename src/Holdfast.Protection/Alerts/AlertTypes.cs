using System.Collections.Frozen;

namespace Holdfast.Protection.Alerts;

/// <summary>What every type of alert means.</summary>
public static class AlertTypes
{
    private static readonly FrozenDictionary<AlertType, AlertKind> kinds = new Dictionary<AlertType, AlertKind>
    {
        [AlertType.AgentIncompatible] = new(AlertSeverity.Warning, AlertArea.Agents, "The agent's version does not fit the server's"),
        [AlertType.AgentUnreachable] = new(AlertSeverity.Critical, AlertArea.Agents, "The agent has not been in contact"),
        [AlertType.AgentTaskFail] = new(AlertSeverity.Warning, AlertArea.Agents, "The agent could not do what it was told"),
        [AlertType.AgentOwnershipRequired] = new(AlertSeverity.Critical, AlertArea.Agents, "The production server belongs to another backup server"),
        [AlertType.AgentAttachFailed] = new(AlertSeverity.Warning, AlertArea.Agents, "The agent could not be enrolled"),
        [AlertType.AgentDisabled] = new(AlertSeverity.Informational, AlertArea.Agents, "The agent is disabled"),
        [AlertType.StaleClient] = new(AlertSeverity.Warning, AlertArea.Agents, "A machine that comes and goes has not been seen for long"),
        [AlertType.CertificateExpiring] = new(AlertSeverity.Warning, AlertArea.Agents, "A certificate ends soon"),
        [AlertType.CertificateExpired] = new(AlertSeverity.Critical, AlertArea.Agents, "A certificate has ended"),
        [AlertType.ReplicaInitializationInProgress] = new(AlertSeverity.Informational, AlertArea.Protection, "The replica is being created"),
        [AlertType.ReplicaInitializationPending] = new(AlertSeverity.Informational, AlertArea.Protection, "The replica will be created at the time that was set"),
        [AlertType.ReplicaManualLoadPending] = new(AlertSeverity.Warning, AlertArea.Protection, "The replica waits for a folder to be seeded from"),
        [AlertType.ReplicaMissing] = new(AlertSeverity.Critical, AlertArea.Protection, "The replica is missing"),
        [AlertType.ReplicaInconsistent] = new(AlertSeverity.Critical, AlertArea.Protection, "The replica is inconsistent"),
        [AlertType.VerificationInProgress] = new(AlertSeverity.Informational, AlertArea.Protection, "What is stored is being checked"),
        [AlertType.SynchronizationFailed] = new(AlertSeverity.Critical, AlertArea.Protection, "Synchronization fails"),
        [AlertType.RecoveryPointFailed] = new(AlertSeverity.Critical, AlertArea.Protection, "Recovery points cannot be made"),
        [AlertType.StopProtectionFailed] = new(AlertSeverity.Warning, AlertArea.Protection, "Protection could not be stopped"),
        [AlertType.ConfigureProtectionFailed] = new(AlertSeverity.Critical, AlertArea.Protection, "Protection could not be configured"),
        [AlertType.AutoProtectionFailed] = new(AlertSeverity.Warning, AlertArea.Protection, "New contents of an instance could not be protected"),
        [AlertType.PathChangedForShare] = new(AlertSeverity.Warning, AlertArea.Protection, "A share points to another folder"),
        [AlertType.EnumerationFailed] = new(AlertSeverity.Warning, AlertArea.Protection, "What can be protected could not be listed"),
        [AlertType.PartialBackupSuccess] = new(AlertSeverity.Warning, AlertArea.Protection, "Some items could not be backed up"),
        [AlertType.PartlyDeployedCluster] = new(AlertSeverity.Warning, AlertArea.Protection, "Some nodes of a cluster have no agent"),
        [AlertType.FarmChanged] = new(AlertSeverity.Warning, AlertArea.Protection, "Databases were added to or removed from a farm"),
        [AlertType.ScriptFailed] = new(AlertSeverity.Critical, AlertArea.Protection, "A script before or after a backup failed"),
        [AlertType.BackupFailed] = new(AlertSeverity.Critical, AlertArea.Protection, "A backup failed"),
        [AlertType.SlaMissed] = new(AlertSeverity.Warning, AlertArea.Protection, "A recovery point is later than was promised"),
        [AlertType.WindowMissed] = new(AlertSeverity.Warning, AlertArea.Protection, "A backup ran out of its backup window"),
        [AlertType.RunMissed] = new(AlertSeverity.Warning, AlertArea.Protection, "A scheduled run was missed and caught up"),
        [AlertType.RecoveryInProgress] = new(AlertSeverity.Informational, AlertArea.Recovery, "A recovery is running"),
        [AlertType.RecoverySuccessful] = new(AlertSeverity.Informational, AlertArea.Recovery, "A recovery has succeeded", ResolvesItself: false),
        [AlertType.RecoveryPartlySuccessful] = new(AlertSeverity.Warning, AlertArea.Recovery, "A recovery could not bring back everything", ResolvesItself: false),
        [AlertType.RecoveryFailed] = new(AlertSeverity.Critical, AlertArea.Recovery, "A recovery failed", ResolvesItself: false),
        [AlertType.DiskThresholdCrossed] = new(AlertSeverity.Warning, AlertArea.Storage, "A disk of the pool fills up"),
        [AlertType.PoolThresholdCrossed] = new(AlertSeverity.Warning, AlertArea.Storage, "The pool fills up"),
        [AlertType.DiskMissing] = new(AlertSeverity.Critical, AlertArea.Storage, "A disk of the pool is missing"),
        [AlertType.DiskFull] = new(AlertSeverity.Critical, AlertArea.Storage, "A disk of the pool is full"),
        [AlertType.DiskReadOnly] = new(AlertSeverity.Critical, AlertArea.Storage, "A disk of the pool refuses writes"),
        [AlertType.DuplicateDisks] = new(AlertSeverity.Critical, AlertArea.Storage, "Two disks claim to be the same disk of the pool"),
        [AlertType.DiskWarning] = new(AlertSeverity.Warning, AlertArea.Storage, "A disk of the pool reports errors"),
        [AlertType.DataCorruptionDetected] = new(AlertSeverity.Critical, AlertArea.Storage, "Data in the pool is damaged"),
        [AlertType.DataCorruptionDetectedDuringRead] = new(AlertSeverity.Critical, AlertArea.Storage, "Damaged data was met while reading"),
        [AlertType.RecoveryPointsMissing] = new(AlertSeverity.Critical, AlertArea.Storage, "Recovery points of the catalog are missing in the pool", ResolvesItself: false),
        [AlertType.OnlineServiceUnreachable] = new(AlertSeverity.Warning, AlertArea.Online, "The vault cannot be reached"),
        [AlertType.ConnectivityCountdown] = new(AlertSeverity.Warning, AlertArea.Online, "Backups will stop because the vault is out of contact"),
        [AlertType.ConnectivityLost] = new(AlertSeverity.Critical, AlertArea.Online, "Backups are stopped because the vault is out of contact"),
        [AlertType.SubscriptionExpired] = new(AlertSeverity.Critical, AlertArea.Online, "The subscription has expired"),
        [AlertType.SubscriptionDeprovisioned] = new(AlertSeverity.Critical, AlertArea.Online, "The subscription was deprovisioned"),
        [AlertType.OnlinePointsDeleted] = new(AlertSeverity.Critical, AlertArea.Online, "Online recovery points were deleted", ResolvesItself: false),
        [AlertType.OnlinePoliciesInconsistent] = new(AlertSeverity.Warning, AlertArea.Online, "The vault's policies differ from the group's"),
        [AlertType.OnlineBackupFailed] = new(AlertSeverity.Critical, AlertArea.Online, "An online backup failed"),
        [AlertType.OnlinePartialBackupSuccess] = new(AlertSeverity.Warning, AlertArea.Online, "An online backup lacks some items"),
        [AlertType.OnlineRecoveryPointFailed] = new(AlertSeverity.Critical, AlertArea.Online, "Online recovery points cannot be made"),
        [AlertType.OfflineSeedPending] = new(AlertSeverity.Informational, AlertArea.Online, "The first online copy waits for its disk"),
        [AlertType.CatalogThresholdCrossed] = new(AlertSeverity.Warning, AlertArea.Server, "The catalog grows large"),
        [AlertType.CatalogUnavailable] = new(AlertSeverity.Critical, AlertArea.Server, "The catalog cannot be used"),
        [AlertType.CatalogNeedsRebuild] = new(AlertSeverity.Critical, AlertArea.Server, "The catalog must be rebuilt"),
        [AlertType.ClockJump] = new(AlertSeverity.Critical, AlertArea.Server, "The clock has jumped"),
        [AlertType.ConfigurationProblem] = new(AlertSeverity.Warning, AlertArea.Server, "A setting is not acceptable"),
        [AlertType.NotificationFailed] = new(AlertSeverity.Warning, AlertArea.Server, "Notifications cannot be delivered"),
        [AlertType.AuditBroken] = new(AlertSeverity.Critical, AlertArea.Server, "The audit log is damaged"),
        [AlertType.SignInsFailing] = new(AlertSeverity.Warning, AlertArea.Server, "Many sign-ins fail"),
        [AlertType.External] = new(AlertSeverity.Informational, AlertArea.Server, "A message from outside"),
    }.ToFrozenDictionary();

    /// <summary>Every type, in the order of the enumeration.</summary>
    public static IReadOnlyList<AlertType> All { get; } = [.. Enum.GetValues<AlertType>()];

    public static AlertKind Of(AlertType type) => kinds[type];
}
