using Holdfast.Contracts.Errors;
using Holdfast.Workloads;

namespace Holdfast.Agent;

/// <summary>The code of each remark of a workload, and whether its item counts as failed.</summary>
public static class NoteCodes
{
    public static (ErrorCode Code, bool Failed) Of(NoteKind kind) => kind switch
    {
        NoteKind.SocketSkipped or NoteKind.MountPointSkipped => (ErrorCode.ItemSkipped, false),
        NoteKind.Vanished => (ErrorCode.ItemVanished, false),
        NoteKind.Unreadable => (ErrorCode.ItemUnreadable, true),
        NoteKind.Locked => (ErrorCode.ItemLocked, true),
        NoteKind.ChangedWhileRead => (ErrorCode.ItemChangedWhileRead, false),
        NoteKind.ContentDiffers => (ErrorCode.ReplicaInconsistent, false),
        NoteKind.MetadataIncomplete => (ErrorCode.RecoveryItemPartial, false),
        NoteKind.SnapshotUnavailable or NoteKind.JournalUnusable => (ErrorCode.ItemSkipped, false),
        NoteKind.NotWritten => (ErrorCode.RecoveryItemFailed, true),
        NoteKind.Refused => (ErrorCode.RecoveryItemRefused, true),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
