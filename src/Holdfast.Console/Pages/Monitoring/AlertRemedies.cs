using static Holdfast.Console.Pages.Monitoring.RemedyActions;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>Which buttons help against an alert, the most likely one first.</summary>
internal static class AlertRemedies
{
    /// <param name="type">Type of the alert as the API writes it; one that is not known here has no button of its own.</param>
    internal static IReadOnlyList<string> Of(string type) => type switch
    {
        "agentIncompatible" or "agentUnreachable" or "agentDisabled" or "staleClient" or "certificateExpiring" => [RemedyActions.Agents, Reenroll],
        "agentTaskFail" or "scriptFailed" => [FailedJobs],
        "agentOwnershipRequired" or "agentAttachFailed" or "certificateExpired" or "partlyDeployedCluster" => [Reenroll, RemedyActions.Agents],
        "replicaInitializationInProgress" or "verificationInProgress" or "recoveryInProgress" => [RunningJobs],
        "replicaInitializationPending" or "replicaMissing" or "slaMissed" or "backupFailed" or "recoveryPointFailed" => [Run, FailedJobs],
        "partialBackupSuccess" => [FailedJobs, Run],
        "windowMissed" or "runMissed" => [Run, Groups],
        "replicaManualLoadPending" => [Seed, Run],
        "replicaInconsistent" => [Check, FailedJobs],
        "synchronizationFailed" => [Synchronize, Check, FailedJobs],
        "stopProtectionFailed" or "configureProtectionFailed" or "autoProtectionFailed" or "pathChangedForShare" or "enumerationFailed" or "farmChanged" => [Groups],
        "recoverySuccessful" or "recoveryPartlySuccessful" or "recoveryFailed" => [Recoveries],
        "diskThresholdCrossed" or "poolThresholdCrossed" or "diskFull" => [AddDisk, Disks],
        "diskMissing" or "diskReadOnly" or "duplicateDisks" => [Rescan, Disks],
        "diskWarning" => [Disks, Rescan],
        "dataCorruptionDetected" or "dataCorruptionDetectedDuringRead" => [Heal, Disks],
        "recoveryPointsMissing" => [Rescan],
        "onlineServiceUnreachable" or "connectivityCountdown" or "connectivityLost" or "subscriptionExpired" or "offlineSeedPending" => [RemedyActions.Vault],
        "subscriptionDeprovisioned" => [RegisterVault, RemedyActions.Vault],
        "onlinePointsDeleted" => [Points, RemedyActions.Vault],
        "onlinePoliciesInconsistent" => [Groups, RemedyActions.Vault],
        "onlineBackupFailed" or "onlinePartialBackupSuccess" or "onlineRecoveryPointFailed" => [RunOnline, FailedJobs, RemedyActions.Vault],
        "catalogThresholdCrossed" or "configurationProblem" => [RemedyActions.Settings],
        "catalogUnavailable" or "catalogNeedsRebuild" => [RebuildCatalog],
        "notificationFailed" => [Notifications],
        "auditBroken" or "signInsFailing" => [Audit],
        _ => [],
    };
}
