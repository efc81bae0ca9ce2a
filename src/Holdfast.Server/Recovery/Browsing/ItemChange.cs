using Holdfast.Format.Items;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>How two states of an item differ.</summary>
internal static class ItemChange
{
    internal const string New = "new", Changed = "changed", Same = "same", First = "first";

    /// <summary>Null for a folder that both have: what it holds may differ.</summary>
    internal static string? Of(BrowsedItem item, BrowsedItem? before)
    {
        if (before is null) return New;
        if (item.Kind == ItemKind.Directory && before.Kind == ItemKind.Directory) return null;
        return IsSame(item, before) ? Same : Changed;
    }

    // Content that was read again may lie elsewhere although it is the same: then the file system's own time of change decides.
    internal static bool IsSame(BrowsedItem one, BrowsedItem other) =>
        one.Kind == other.Kind && one.Size == other.Size && one.Modified == other.Modified && one.Mode == other.Mode && one.Owner == other.Owner && one.Group == other.Group
        && Known(one) == Known(other) && one.LinkTarget.AsSpan().SequenceEqual(other.LinkTarget) && (one.Changed == other.Changed || one.ContentMark == other.ContentMark);

    // That a file was read in the second of its last change says when the backup ran, nothing about the file.
    private static ItemCondition Known(BrowsedItem item) => item.Condition & ~ItemCondition.Racy;
}
