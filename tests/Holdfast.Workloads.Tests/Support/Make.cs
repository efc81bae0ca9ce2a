using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Linux;

namespace Holdfast.Workloads.Tests.Support;

/// <summary>Items as a recovery point would give them.</summary>
internal static class Make
{
    private static readonly Timestamp Time = new(1_000_000_000, 5);

    private static readonly uint OwnGroup = uint.Parse(Shell.Run("id -g"), System.Globalization.CultureInfo.InvariantCulture);

    public static Item File(string parent, string name, long size, uint linkCount = 1) => Of(ItemKind.File, parent, name, "640", size, linkCount);

    public static Item Directory(string parent, string name) => Of(ItemKind.Directory, parent, name, "750");

    public static Item Link(string parent, string name, string target)
    {
        var item = Of(ItemKind.SymbolicLink, parent, name, "777");
        item.LinkTarget = Encoding.UTF8.GetBytes(target);
        return item;
    }

    public static Item Of(ItemKind kind, string parent, string name, string mode, long size = 0, uint linkCount = 1) => new()
    {
        Kind = kind,
        Parent = Encoding.UTF8.GetBytes(parent),
        Name = Encoding.UTF8.GetBytes(name),
        Mode = Convert.ToUInt32(mode, 8),
        Owner = Libc.geteuid(),
        Group = OwnGroup,
        Size = size,
        Modified = Time,
        LinkCount = linkCount,
        LinkGroup = linkCount > 1 ? 1u : 0,
    };
}
