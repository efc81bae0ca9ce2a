using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Workloads;

namespace Holdfast.Server.Engine;

/// <summary>Turns the remarks of a workload into the items of a job's report.</summary>
internal sealed class ReportedNotes(IJobReport report) : IItemNotes
{
    public void Add(ItemNote note)
    {
        var (code, failed) = note.Kind switch
        {
            NoteKind.SocketSkipped or NoteKind.MountPointSkipped => (ErrorCode.ItemSkipped, false),
            NoteKind.Vanished => (ErrorCode.ItemVanished, false),
            NoteKind.Unreadable => (ErrorCode.ItemUnreadable, true),
            NoteKind.Locked => (ErrorCode.ItemLocked, true),
            NoteKind.ChangedWhileRead => (ErrorCode.ItemChangedWhileRead, false),
            NoteKind.ContentDiffers => (ErrorCode.ReplicaInconsistent, false),
            NoteKind.MetadataIncomplete => (ErrorCode.RecoveryItemPartial, false),
            NoteKind.SnapshotUnavailable => (ErrorCode.ItemSkipped, false),
            NoteKind.NotWritten => (ErrorCode.RecoveryItemFailed, true),
            NoteKind.Refused => (ErrorCode.RecoveryItemRefused, true),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        report.Item(code, note.Message, ItemPath.ToDisplay(note.Path), failed);
    }
}
