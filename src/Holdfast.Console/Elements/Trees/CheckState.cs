namespace Holdfast.Console.Elements.Trees;

/// <summary>Whether a node is chosen; some: something below it is, or is not.</summary>
public enum CheckState
{
    None,
    Some,
    All,
}
