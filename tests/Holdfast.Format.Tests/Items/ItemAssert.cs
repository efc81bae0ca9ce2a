using Holdfast.Format.Items;

namespace Holdfast.Format.Tests.Items;

/// <summary>Compares all that is stored of an item.</summary>
internal static class ItemAssert
{
    public static void Same(IEnumerable<Item> expected, IEnumerable<Item> actual) => Assert.Equal(expected.Select(Describe), actual.Select(Describe));

    public static void Same(Item expected, Item actual) => Assert.Equal(Describe(expected), Describe(actual));

    private static string Describe(Item item) => string.Join(
        '|', Convert.ToHexString(item.Parent), Convert.ToHexString(item.Name), item.Kind, item.Mode, item.Owner, item.Group, item.Size, item.Modified, item.Changed, item.Born,
        item.Inode, item.LinkCount, item.LinkGroup, item.DeviceNumber, item.Flags, item.LinkTarget is null ? "-" : Convert.ToHexString(item.LinkTarget),
        item.Attributes is null ? "-" : string.Join(',', item.Attributes.Select(a => Convert.ToHexString(a.Name) + "=" + Convert.ToHexString(a.Value))),
        item.Condition, item.Extents is null ? "-" : string.Join(',', item.Extents), item.ExtentLists is null ? "-" : string.Join(',', item.ExtentLists));
}
