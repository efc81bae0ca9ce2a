using Holdfast.Format.Items;

namespace Holdfast.Workloads.SharePoint.Points;

/// <summary>The same item at another place of a point.</summary>
internal static class ItemUnder
{
    public static Item At(this Item item, byte[] parent) => new()
    {
        Parent = parent, Name = item.Name, Kind = item.Kind, Mode = item.Mode, Owner = item.Owner, Group = item.Group, Size = item.Size, Modified = item.Modified, Changed = item.Changed, Born = item.Born,
        Inode = item.Inode, LinkCount = item.LinkCount, Device = item.Device, LinkGroup = item.LinkGroup, DeviceNumber = item.DeviceNumber, Flags = item.Flags, LinkTarget = item.LinkTarget,
        Attributes = item.Attributes, Condition = item.Condition, Extents = item.Extents, ExtentLists = item.ExtentLists,
    };
}
