using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Single items of a job: the job goes on and ends with warnings.</summary>
internal static class ItemErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(ItemUnreadable, "Item could not be read", "The item exists but its content or metadata could not be read.",
            "Give the account that Holdfast runs as the right to read it, check the disk, or exclude the item.", 500, 3),
        new(ItemChangedWhileRead, "Item changed while it was read", "The file kept changing, so its copy mixes states.",
            "Protect it when it is at rest, or from a snapshot (btrfs).", 500, 3),
        new(ItemVanished, "Item vanished", "The item was deleted or renamed between listing and reading.", "Nothing to do.", 404, 0),
        new(ItemSkipped, "Item skipped", "Items of this kind, such as sockets, hold nothing that could be recovered.", "Nothing to do.", 200, 0),
        new(RecoveryItemRefused, "Item not recovered", "The target does not take the item as it is: its path leads outside the target, or its kind or right is not allowed there.",
            "Recover it elsewhere, or as a user who may create it.", 403, 3),
        new(RecoveryItemFailed, "Item could not be recovered", "The item could not be written, or its data in the store is damaged.",
            "Look at the message. For damage run `holdfast verify --heal`, or recover from the other copy.", 500, 3),
        new(RecoveryItemPartial, "Item recovered without some metadata", "Content is whole, but an owner, attribute, or flag could not be set on the target.",
            "Recover as root, or to a file system that supports it.", 500, 3),
        new(RecoveryItemExists, "Item exists already", "Something of this name was there and was left as it is, as asked.", "Choose --existing copy or overwrite to get it.", 409, 0),
        new(RecoveryTargetRefused, "Recovery target refused", "The target is no folder, cannot be written, or lies within Holdfast's own data.", "Choose another folder.", 400, 1),
    ];
}
