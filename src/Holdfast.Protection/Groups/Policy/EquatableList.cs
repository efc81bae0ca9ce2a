namespace Holdfast.Protection.Groups.Policy;

/// <summary>Makes lists from collection expressions.</summary>
public static class EquatableList
{
    public static EquatableList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
