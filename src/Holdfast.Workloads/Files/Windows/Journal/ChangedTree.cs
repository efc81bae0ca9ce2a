using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>The tree of the point before, and what has changed in it since.</summary>
internal sealed class ChangedTree(IPreviousTree before, UsnChangePlan plan)
{
    public IReadOnlyList<Item> ChildrenOf(byte[] folder) => before.ChildrenOf(folder);

    /// <summary>Whether a folder has the entries that it had.</summary>
    public bool HasSameEntries(Item folder) => !plan.Lists(folder.Inode);

    /// <summary>Whether an object is as it was.</summary>
    public bool IsSame(Item item) => !plan.LooksAt(item.Inode);
}
