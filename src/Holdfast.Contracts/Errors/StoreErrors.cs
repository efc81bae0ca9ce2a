using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Storage pool, disks, chunks.</summary>
internal static class StoreErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(ChunkDamaged, "Stored data damaged", "Bytes in the pool or the vault are not those that were written.",
            "Run `holdfast verify --heal`: it repairs from the other copy. Replace a disk that reports errors.", 500, 1),
        new(PoolInUse, "Pool in use", "Another process has the pool open.", "Stop the other server first.", 409, 1),
        new(SessionFenced, "Session fenced", "Another server took over this repository after the job began, so what the job wrote was not committed.",
            "Find out which server has the pool or the vault copy open, stop the one that should not, and run the job again.", 409, 1),
        new(DiskRefused, "Disk refused", "The folder does not suit a pool disk: removable, too small, not a directory, or not writable.",
            "Choose a folder on a fixed disk with about 1.5 times the size of the data to protect.", 400, 1),
        new(ForeignDisk, "Disk of another pool", "The folder belongs to another pool.", "Choose another folder, or read it with the server that it belongs to.", 409, 1),
        new(WriteFailed, "Write failed", "A write or a flush to disk failed; what was being written may be lost and is not believed.",
            "Check the disk and its cables, then run the job again.", 500, 1),
        new(NewerFormat, "Newer format", "A newer version of Holdfast wrote this.", "Update Holdfast.", 409, 1),
        new(DiskReadOnly, "Disk read-only", "A disk of the pool refuses writes; what lies on it can still be read.",
            "Check the file system, mount it writable again, and run `holdfast disk rescan`.", 503, 1),
        new(ListingFailed, "Listing not complete", "The content of the store could not be listed completely, so nothing is concluded from it.", "Remove what keeps the store from being read, then try again.", 503, 1),
        new(StoreUnavailable, "Store unavailable", "The store cannot be reached for now.", "Try again later.", 503, 4),
        new(DataMissing, "Stored data missing", "A pack or chunk that a recovery point needs is not there.", "Run `holdfast verify --heal`, or recover from the other copy.", 500, 1),
        new(AlreadyStored, "Already stored", "Something of this name is there already, and names are never reused.", "Run the job again.", 409, 1),
        new(StoreForbids, "Store forbids it", "The store's rules (append-only, retention, right) do not allow this.", "Wait until the retention has passed, or ask the vault's owner.", 403, 5),
        new(DiskHoldsData, "Disk holds data", "The disk holds packs that lie nowhere else.", "Let Holdfast move them to other disks, or say that the data may be lost.", 409, 1),
        new(NotHealed, "Damage not healed", "There is no other copy that is whole, so the damage could not be repaired.",
            "Back up the source again: what it still has replaces what is damaged. The job's result names the items concerned.", 500, 1),
        new(DiskFull, "Disk full", "A disk of the pool has no more room; others may still have some.", "Add a disk, or delete recovery points.", 507, 1),
    ];
}
