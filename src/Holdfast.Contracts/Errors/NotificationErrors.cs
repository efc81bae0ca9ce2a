using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Alerts about capacity and recoveries, notifications, configuration.</summary>
internal static class NotificationErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(DiskThreshold, "Disk fills up", "A disk of the pool is fuller than its threshold.", "Add a disk with `holdfast disk add PATH`, or shorten retention.", 507, 1),
        new(VerificationInProgress, "Verification in progress", "A datasource is being compared with its replica, or what is stored is being read and checked.",
            "Nothing to do: the alert resolves itself when the job has ended (`holdfast job list --state running`).", 200, 0),
        new(ReplicaCreationInProgress, "Replica creation in progress", "The first copy of a datasource is being made.",
            "Nothing to do: the alert resolves itself when the job has ended (`holdfast job list --state running`).", 200, 0),
        new(RecoveryInProgress, "Recovery in progress", "A recovery is running.",
            "Nothing to do: the alert resolves itself when the job has ended (`holdfast job list --state running`).", 200, 0),
        new(RecoveryPartial, "Recovery incomplete", "A recovery has ended, but items in it could not be read or written.",
            "Look at the items with `holdfast job show ID`, remove the cause, and recover those again.", 500, 3),
        new(RecoveryFailed, "Recovery failed", "A recovery ended with an error.", "Look at it with `holdfast job show ID`, remove the cause, and run it again with `holdfast job rerun ID`.", 500, 1),
        new(RecoverySucceeded, "Recovery done", "A recovery has ended, and everything is there.", "Nothing to do.", 200, 0),
        new(CatalogThreshold, "Catalog grows large", "The catalog is larger than its threshold.", "Raise catalogThresholdMiB where the disk has room, or shorten retention.", 507, 1),
        new(PoolThreshold, "Pool fills up", "The disks of the pool together are fuller than their threshold.", "Add a disk with `holdfast disk add PATH`, or shorten retention.", 507, 1),
        new(BackupPartial, "Backup incomplete", "A backup has ended, but items in it could not be read.",
            "Look at the items with `holdfast job show ID`; give the account the right to read them, or exclude them.", 500, 3),
        new(NotificationsGivenUp, "Notifications given up", "A mail or a call of the webhook could not be delivered for so long that it was given up.",
            "Correct address, server, or secret, and send a test with `holdfast notification test-mail ADDRESS`.", 502, 1),
        new(ConfigurationContradicts, "Settings do not fit together", "A setting needs another one that is missing, or contradicts it.", "Correct settings.json and start the server again.", 400, 1),
        new(MailNotConfigured, "Mail not configured", "No mail server or no sender is set.", "Set smtpHost and smtpFrom in settings.json and start the server again.", 409, 1),
        new(MailFailed, "Mail not sent", "The mail server could not be reached, was not trusted, or refused the mail.",
            "Check smtpHost, smtpPort, smtpSecurity, user, and password file; the message says what the mail server answered.", 502, 1),
        new(WebhookNotConfigured, "Webhook not configured", "No webhook is set.", "Set webhookUrl in settings.json and start the server again.", 409, 1),
        new(WebhookRefused, "Webhook address refused", "The address is not https, names this computer, or belongs to a network that must not be called, such as that of cloud metadata.",
            "Give an https address of a server that may be called.", 400, 5),
        new(WebhookFailed, "Webhook failed", "The webhook's server could not be reached, or did not answer with success.", "Check webhookUrl, its certificate, and the proxy; the message has the answer.", 502, 1),
        new(BadAddress, "Bad mail address", "The text is not one mail address.", "Give one address such as name@example.org.", 400, 2),
        new(SecretFileUnusable, "Secret file unusable", "A file that holds a secret is not there, is empty or too short, or can be read by others.",
            "Write the secret into the file and let only the server's account read it (chmod 600).", 409, 1),
        new(AlreadySubscribed, "Already subscribed", "That address has a subscription.", "Remove it first: `holdfast notification list` shows its id.", 409, 1),
    ];
}
