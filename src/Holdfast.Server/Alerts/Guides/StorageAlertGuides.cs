using Holdfast.Protection.Alerts;

namespace Holdfast.Server.Alerts.Guides;

/// <summary>The storage pool.</summary>
internal static class StorageAlertGuides
{
    internal static readonly (AlertType Type, AlertGuide Guide)[] All =
    [
        (AlertType.DiskThresholdCrossed, new("A disk of the pool holds more than the share that is set as its threshold.",
            "Add a disk, or shorten retention, before it is full.", "holdfast disk add PATH")),
        (AlertType.PoolThresholdCrossed, new("The disks of the pool together hold more than the share that is set as the threshold.",
            "Add a disk, or shorten retention, before the pool is full.", "holdfast disk add PATH")),
        (AlertType.DiskMissing, new("A disk of the pool is not where it was: not mounted, not connected, or broken.",
            "Connect or mount it and look again; if it is lost, heal from the vault.", "holdfast disk rescan")),
        (AlertType.DiskFull, new("A disk of the pool has no room for another pack.",
            "Add a disk, or delete recovery points.", "holdfast disk add PATH")),
        (AlertType.DiskReadOnly, new("The file system of a disk refuses writes, as it does after errors.",
            "Check the file system, mount it writable, and look again.", "holdfast disk rescan")),
        (AlertType.DuplicateDisks, new("Two folders say that they are the same disk of the pool, as after copying one.",
            "Disconnect the copy and look again.", "holdfast disk rescan")),
        (AlertType.DiskWarning, new("A write or a read on a disk of the pool failed.",
            "Check cables and the disk's own report, and replace it before it fails.", "holdfast disk list")),
        (AlertType.DataCorruptionDetected, new("A verification found bytes that are not those that were written.",
            "Repair from the other copy, and check the disk.", "holdfast verify --heal")),
        (AlertType.DataCorruptionDetectedDuringRead, new("A backup or a recovery met bytes that are not those that were written.",
            "Repair from the other copy, and check the disk.", "holdfast verify --heal")),
        (AlertType.RecoveryPointsMissing, new("The catalog knows recovery points that pool or vault no longer have.",
            "Connect missing disks and look again; resolve the alert to forget the points.", "holdfast disk rescan")),
    ];
}
