namespace Holdfast.Shell.Display;

/// <summary>Objects, and how somebody wants to see them.</summary>
/// <param name="Properties">Null: those of the view.</param>
internal sealed record FormattedObjects(bool AsList, IReadOnlyList<string>? Properties, IReadOnlyList<object?> Objects);
