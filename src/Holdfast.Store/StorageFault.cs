namespace Holdfast.Store;

/// <summary>What went wrong in the store, as far as a caller can act on it. The server maps each to an error code of docs/errors.md.</summary>
public enum StorageFault
{
    /// <summary>No disk has room: add a disk, delete recovery points, collect.</summary>
    PoolFull,

    /// <summary>The disk that holds this is not there.</summary>
    DiskMissing,

    /// <summary>The disk refuses writes.</summary>
    DiskReadOnly,

    /// <summary>Not suitable as a pool disk: removable, too small, not a directory, not writable.</summary>
    DiskRefused,

    /// <summary>The folder belongs to another pool.</summary>
    ForeignDisk,

    /// <summary>Another process has the repository open.</summary>
    InUse,

    /// <summary>A flush or write failed: what was being written may be lost and is not believed.</summary>
    WriteFailed,

    /// <summary>A blob or chunk that should be there is not.</summary>
    NotFound,

    /// <summary>A blob of that name is there already: names are never reused.</summary>
    AlreadyExists,

    /// <summary>Bytes are not what was written.</summary>
    Damaged,

    /// <summary>The session lost its right to commit (fenced: a newer owner exists).</summary>
    SessionFenced,

    /// <summary>The passphrase does not open this repository.</summary>
    WrongPassphrase,

    /// <summary>A newer version of Holdfast wrote this.</summary>
    NewerFormat,

    /// <summary>A listing was not complete: nothing may be concluded from it.</summary>
    ListingFailed,

    /// <summary>The store could not be reached for now; trying again later can help.</summary>
    Unavailable,

    /// <summary>The operation is not allowed by the store (append-only, retention).</summary>
    Forbidden,
}
