using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Looking into recovery points and taking single files out of them.</summary>
internal static class RecoveryErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(ContentIncomplete, "Download incomplete", "The server ended before the whole file had come: a part of it is damaged or out of reach, or the connection broke.",
            "Go on from there with the same recovery point. Where it ends at the same place again, run `holdfast verify --heal`, or take the other copy.", 502, 1),
        new(ItemHasNoContent, "No content to download", "Only files have content, and only those that could be read when the recovery point was made.",
            "Recover folders, links, and other items with `holdfast recover`; for a file that could not be read take another recovery point.", 409, 1),
        new(ContentRangeRefused, "No such range", "The file ends before the range that was asked for.", "Ask for a range within the file.", 416, 1),
        new(RetryNotPossible, "Nothing that could be tried again alone", "The recovery has no failed items, or more than are kept by name.",
            "Where items failed, run the whole recovery again with --existing skip.", 409, 1),
        new(ContentChanging, "Storage was replaced meanwhile", "The keys or the index of the pool or the vault copy were exchanged while the file was read.", "Go on from there, or try again.", 409, 1),
    ];
}
