namespace Holdfast.Workloads;

/// <summary>Why an item deserves a remark. None of these ends a run.</summary>
public enum NoteKind
{
    /// <summary>A socket has no content to keep.</summary>
    SocketSkipped,

    /// <summary>Gone (or replaced by another kind of object) between listing and reading.</summary>
    Vanished,

    /// <summary>Could not be opened, listed or read.</summary>
    Unreadable,

    /// <summary>Could not be read because another process holds it for itself.</summary>
    Locked,

    /// <summary>Consistency check: differs from the replica although nothing says it changed.</summary>
    ContentDiffers,

    /// <summary>Kept changing while it was read.</summary>
    ChangedWhileRead,

    /// <summary>Kept as an empty directory because another file system begins there.</summary>
    MountPointSkipped,

    /// <summary>Content is right; some metadata could not be read or applied.</summary>
    MetadataIncomplete,

    /// <summary>The live tree is read because no snapshot could be taken.</summary>
    SnapshotUnavailable,

    /// <summary>Everything was looked at because the change journal does not tell what changed.</summary>
    JournalUnusable,

    /// <summary>Restore: the item could not be written.</summary>
    NotWritten,

    /// <summary>Restore: the item's path is not one that may be written beneath the target.</summary>
    Refused,
}
