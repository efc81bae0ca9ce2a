using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;

namespace Holdfast.Server.Engine;

/// <summary>Looks into a point without recovering it.</summary>
internal static class BrowseOperation
{
    /// <summary>The children of a directory, or the item itself where it is none.</summary>
    public static IReadOnlyList<BrowsedItem> List(ItemTableReader table, byte[] path)
    {
        if (path.Length > 0)
        {
            var item = table.Find(path) ?? throw new HoldfastException(ErrorCode.NotFound, $"The recovery point holds no '{ItemPath.ToDisplay(path)}'.");
            if (item.Kind != ItemKind.Directory) return [PointViews.ToBrowsed(item)];
        }
        return [.. table.List(path).Select(PointViews.ToBrowsed)];
    }
}
