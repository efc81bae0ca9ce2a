using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Alerts.Guides;

/// <summary>Datasources and protection groups.</summary>
internal static class ProtectionAlertGuides
{
    internal static readonly (AlertType Type, AlertGuide Guide)[] All =
    [
        (AlertType.ReplicaInitializationInProgress, new("The first copy of a datasource is being made.",
            "Nothing; it ends by itself.", "holdfast job list --state running")),
        (AlertType.ReplicaInitializationPending, new("The first copy of a datasource is to be made later.",
            "Nothing, or create a recovery point now.", "holdfast recovery-point create SUBJECT")),
        (AlertType.ReplicaManualLoadPending, new("The first copy of a datasource is to be taken from a folder that somebody provides.",
            "Provide the folder, or let the replica be created over the network.", "holdfast recovery-point create SUBJECT")),
        (AlertType.ReplicaMissing, new("The replica of a datasource is not in the pool.",
            "Connect the disk that held it, or create the replica anew.", "holdfast recovery-point create SUBJECT")),
        (AlertType.ReplicaInconsistent, new("The last job of a datasource failed or found differences, so its replica may lag behind.",
            "Remove the cause that the job names, then check the datasource.", "holdfast check SUBJECT")),
        (AlertType.VerificationInProgress, new("A datasource is being compared with its replica, or what is stored in pool or vault is being read and checked.",
            "Nothing; it ends by itself.", "holdfast job list --state running")),
        (AlertType.SynchronizationFailed, new("Changes of a datasource could not be taken over.",
            "Remove the cause that the job names, then synchronize.", "holdfast sync SUBJECT")),
        (AlertType.RecoveryPointFailed, new("A recovery point of a datasource could not be made.",
            "Remove the cause that the job names, then create one.", "holdfast recovery-point create SUBJECT")),
        (AlertType.StopProtectionFailed, new("Protection was to be stopped, and something of it is left.",
            "Stop it again.", "holdfast group list")),
        (AlertType.ConfigureProtectionFailed, new("A group or a member of it could not be set up.",
            "Look at the group and set it up again.", "holdfast group list")),
        (AlertType.AutoProtectionFailed, new("A database or folder that is new in a protected instance could not be added by itself.",
            "Add it by hand.", "holdfast group list")),
        (AlertType.PathChangedForShare, new("A protected share shows another folder than before.",
            "Protect the new folder if it is meant, and stop the old one.", "holdfast source list")),
        (AlertType.EnumerationFailed, new("What could be protected on a computer, or the description of a datasource, could not be read.",
            "Check the agent and its account; protect the path again where its description is damaged.", "holdfast source list")),
        (AlertType.PartialBackupSuccess, new("A backup has ended, but items in it could not be read.",
            "Give the account the right to read them, close what locks them, or exclude them; then create a recovery point.", "holdfast recovery-point create SUBJECT")),
        (AlertType.PartlyDeployedCluster, new("Nodes of a cluster have no agent: what moves there is not protected.",
            "Enroll agents on the other nodes.", "holdfast agent token")),
        (AlertType.FarmChanged, new("Databases of a farm came or went.",
            "Look at the group, and add or remove them.", "holdfast group list")),
        (AlertType.ScriptFailed, new("A script before or after a backup failed, was not found, or took too long.",
            "Look at its output in the job, correct it, and run the job again.", "holdfast job list --state failed")),
        (AlertType.BackupFailed, new("A backup failed.",
            "Look at its error, remove the cause, and run the job again.", "holdfast job list --state failed")),
        (AlertType.SlaMissed, new("The newest recovery point is older than the group promises.",
            "Find out why backups are late, and create a recovery point.", "holdfast recovery-point create SUBJECT")),
        (AlertType.WindowMissed, new("A backup was not done when its window closed, and was stopped.",
            "Widen the window, or let it begin earlier.", "holdfast group list")),
        (AlertType.RunMissed, new("The server was not running when a backup was due; it was caught up once.",
            "Keep the server running; nothing else.", "holdfast job list")),
    ];
}
