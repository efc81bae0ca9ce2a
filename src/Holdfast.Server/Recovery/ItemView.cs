using Holdfast.Contracts.Api;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Recovery;

/// <summary>Items of a point as the API shows them.</summary>
internal static class ItemView
{
    private const uint PermissionBits = 0xFFF;

    internal static ItemInfo Show(BrowsedItem item) => new(
        ItemPath.ToDisplay(item.Path), ItemPath.ToDisplay(ItemPath.Split(item.Path).Name), item.IsDisk ? "disk" : item.Volume is not null ? "partition" : Kind(item.Kind), item.Size, item.Modified.ToDateTimeOffset(),
        Convert.ToString(item.Mode & PermissionBits, 8).PadLeft(4, '0'), item.Owner, item.Group, item.LinkTarget is { } target ? ItemPath.ToDisplay(target) : null,
        Condition(item.Condition)) { InDisk = item.InDisk, Volume = item.Volume, AccessList = item.AccessList };

    /// <summary>The bytes of a path that someone gave; a leading or trailing slash makes no difference.</summary>
    internal static byte[] Path(string text) => ItemPath.FromDisplay(text.Trim('/'));

    private static string Kind(ItemKind kind) => kind switch
    {
        ItemKind.Directory => "directory",
        ItemKind.File => "file",
        ItemKind.SymbolicLink => "symbolicLink",
        ItemKind.Fifo => "fifo",
        ItemKind.CharacterDevice => "characterDevice",
        ItemKind.BlockDevice => "blockDevice",
        _ => "other",
    };

    private static string Condition(ItemCondition condition) =>
        condition.HasFlag(ItemCondition.Unreadable) ? "unreadable" : condition.HasFlag(ItemCondition.ChangedWhileRead) ? "changedWhileRead" : "complete";
}
