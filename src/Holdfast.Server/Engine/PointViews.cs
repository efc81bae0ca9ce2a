using System.Numerics;
using Holdfast.Format.Items;
using Holdfast.Store.RecoveryPoints;

namespace Holdfast.Server.Engine;

/// <summary>What the engine's records look like to the server.</summary>
internal static class PointViews
{
    public static PointState ToState(RecoveryPoint point, bool online) => new(
        point.Id, point.Source.Id, point.Source.Name, point.Source.Path, point.Source.Server, point.Created, point.Table.Items, point.ItemsFailed, point.Table.Bytes, online)
    {
        Kind = point.Source.Workload,
        Application = point.Application is { } done ? new ApplicationFacts(done.Type, done.Guarantee, done.Consistent, done.Why) { ReadFrom = done.ReadFrom } : null,
    };

    public static BrowsedItem ToBrowsed(Item item) =>
        new(item.Path, item.Kind, item.Size, item.Modified, item.Mode, item.Owner, item.Group, item.LinkTarget, item.Condition)
        {
            Changed = item.Changed, ContentMark = Mark(item),
        };

    private static ulong Mark(Item item)
    {
        ulong mark = 0;
        foreach (var extent in item.Extents ?? []) mark = Mixed(Mixed(mark, extent.IsHole ? 1 : extent.Chunk.Value.A), extent.Offset ^ (ulong)extent.Length << 32);
        foreach (var list in item.ExtentLists ?? []) mark = Mixed(mark, list.Value.A);
        return mark;
    }

    private static ulong Mixed(ulong mark, ulong value) => unchecked((BitOperations.RotateLeft(mark, 27) ^ value) * 0x9E37_79B9_7F4A_7C15);
}
