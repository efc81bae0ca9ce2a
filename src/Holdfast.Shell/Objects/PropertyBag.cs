namespace Holdfast.Shell.Objects;

/// <summary>An object that a filter made: of the properties chosen of another one, or of what was counted.</summary>
internal sealed class PropertyBag(IReadOnlyList<KeyValuePair<string, object?>> properties)
{
    /// <summary>In the order in which they are shown.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Properties => properties;
}
