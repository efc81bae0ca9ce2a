using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Alerts.Guides;

/// <summary>The backup server itself.</summary>
internal static class ServerAlertGuides
{
    internal static readonly (AlertType Type, AlertGuide Guide)[] All =
    [
        (AlertType.CatalogThresholdCrossed, new("The catalog is larger than the size that is set as its threshold.",
            "Raise the threshold where the disk has room, or shorten retention.", "holdfast configuration")),
        (AlertType.CatalogUnavailable, new("The catalog cannot be read or written, or cannot be compared with the pool.",
            "Look at the server's log; rebuild the catalog from the pool when it is damaged.", "holdfast pool rebuild-catalog")),
        (AlertType.CatalogNeedsRebuild, new("The catalog does not fit the pool.",
            "Rebuild the catalog from the pool.", "holdfast pool rebuild-catalog")),
        (AlertType.ClockJump, new("The clock moved ahead by more than a day, so nothing expires until somebody says that it is right.",
            "Check the clock. If it is right, resolve the alert.", "holdfast alert resolve ID")),
        (AlertType.ConfigurationProblem, new("Settings contradict each other, or name a file that cannot be used.",
            "Correct settings.json and start the server again.", "holdfast configuration --check")),
        (AlertType.NotificationFailed, new("A mail or a call of the webhook could not be delivered for so long that it was given up.",
            "Correct address, server, or secret, and send a test.", "holdfast notification test-mail ADDRESS")),
        (AlertType.AuditBroken, new("A row of the audit log was changed, removed, or added from outside.",
            "Find out who had access to the catalog; the first bad row is named.", "holdfast audit verify")),
        (AlertType.SignInsFailing, new("Sign-ins to an account fail again and again.",
            "Find out whether its owner has forgotten the password or somebody guesses.", "holdfast audit list")),
        (AlertType.External, new("Something else reported a fault that has no type of its own.",
            "Follow the remedy that the alert names.", "holdfast alert show ID")),
    ];
}
