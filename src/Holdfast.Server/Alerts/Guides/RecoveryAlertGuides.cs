using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Alerts.Guides;

/// <summary>Recoveries.</summary>
internal static class RecoveryAlertGuides
{
    internal static readonly (AlertType Type, AlertGuide Guide)[] All =
    [
        (AlertType.RecoveryInProgress, new("A recovery is running.",
            "Nothing; it ends by itself.", "holdfast job list --state running")),
        (AlertType.RecoverySuccessful, new("A recovery has ended, and everything is there.",
            "Nothing; this alert ends by itself after 3 days.", "holdfast job list --type recovery")),
        (AlertType.RecoveryPartlySuccessful, new("A recovery has ended, but items in it could not be read or written.",
            "Look at the items in the job, remove the cause, and recover those again.", "holdfast job list --type recovery")),
        (AlertType.RecoveryFailed, new("A recovery ended with an error.",
            "Look at the error, remove its cause, and run the job again.", "holdfast job list --type recovery --state failed")),
    ];
}
