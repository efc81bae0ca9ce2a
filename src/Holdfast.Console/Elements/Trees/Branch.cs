namespace Holdfast.Console.Elements.Trees;

/// <summary>A node as it is shown: open or not, and with the branches that were fetched.</summary>
public sealed class Branch<TNode>(TNode node, Branch<TNode>? parent)
{
    public TNode Node { get; } = node;

    public Branch<TNode>? Parent { get; } = parent;

    /// <summary>Null until they were fetched.</summary>
    public IReadOnlyList<Branch<TNode>>? Children { get; set; }

    public bool IsOpen { get; set; }

    public bool IsLoading { get; set; }

    /// <summary>Name of its element.</summary>
    public string ElementId { get; } = ElementIds.Next("branch");

    /// <summary>1 for roots.</summary>
    public int Level => Parent is null ? 1 : Parent.Level + 1;
}
