using Holdfast.Format.Items;
using Holdfast.Store.RecoveryPoints;

namespace Holdfast.Server.Engine;

/// <summary>What the engine's records look like to the server.</summary>
internal static class PointViews
{
    public static PointState ToState(RecoveryPoint point, bool online) => new(
        point.Id, point.Source.Id, point.Source.Name, point.Source.Path, point.Source.Server, point.Created, point.Table.Items, point.ItemsFailed, point.Table.Bytes, online);

    public static BrowsedItem ToBrowsed(Item item) =>
        new(item.Path, item.Kind, item.Size, item.Modified, item.Mode, item.Owner, item.Group, item.LinkTarget, item.Condition);
}
