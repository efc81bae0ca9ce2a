using Holdfast.Format.Items;

namespace Holdfast.Workloads;

/// <summary>The tree as the point before has it, for a source that knows what has changed since. It is read once, along with the walk: ask for folders in table order.</summary>
public interface IPreviousTree
{
    /// <summary>The root; null where there was no point. Ask before the first folder.</summary>
    Item? Root { get; }

    /// <summary>What was in a folder, by name; nothing where there was no such folder. Items are handed on as they are: do not change them.</summary>
    IReadOnlyList<Item> ChildrenOf(byte[] folder);
}
