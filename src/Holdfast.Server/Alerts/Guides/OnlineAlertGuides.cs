using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Alerts.Guides;

/// <summary>The vault and what lies in it.</summary>
internal static class OnlineAlertGuides
{
    internal static readonly (AlertType Type, AlertGuide Guide)[] All =
    [
        (AlertType.OnlineServiceUnreachable, new("The vault does not answer, or its storage is not there.",
            "Check network, proxy, and the vault service or its folder.", "holdfast vault status")),
        (AlertType.ConnectivityCountdown, new("The vault has been out of contact for days; policy stops backups when it goes on.",
            "Bring the connection back before the days are over.", "holdfast cloud connection")),
        (AlertType.ConnectivityLost, new("The vault has been out of contact for longer than policy allows.",
            "Bring the connection back; backups go on by themselves then.", "holdfast cloud connection")),
        (AlertType.SubscriptionExpired, new("The owner has set the vault's subscription to expired: no more backups, recovery works.",
            "Ask the vault's owner to make it active again.", "holdfast vault status")),
        (AlertType.SubscriptionDeprovisioned, new("The owner has ended the vault's subscription: online points are deleted.",
            "Recover what is needed from disk, and register with another vault.", "holdfast vault register FILE")),
        (AlertType.OnlinePointsDeleted, new("Online recovery points were deleted by policy or by the vault's owner.",
            "Check that it was meant; new points are made with the next online backup.", "holdfast recovery-point list --online")),
        (AlertType.OnlinePoliciesInconsistent, new("The rules of the vault do not let the group's online policy be kept.",
            "Change the group's policy so that it fits.", "holdfast vault status")),
        (AlertType.OnlineBackupFailed, new("A recovery point is on disk and could not be sent to the vault completely.",
            "Remove the cause and create an online recovery point: only what the vault lacks is sent.", "holdfast recovery-point create SUBJECT --online")),
        (AlertType.OnlinePartialBackupSuccess, new("A recovery point was sent to the vault, but lacks items that could not be read.",
            "Look at the items in the job, remove the cause, and create another.", "holdfast recovery-point create SUBJECT --online")),
        (AlertType.OnlineRecoveryPointFailed, new("A recovery point could not be made in the vault.",
            "Remove the cause that the job names, then create one.", "holdfast recovery-point create SUBJECT --online")),
        (AlertType.OfflineSeedPending, new("The first copy for the vault was written to a disk that has not arrived there.",
            "Bring the disk to the vault's owner.", "holdfast vault status")),
    ];
}
