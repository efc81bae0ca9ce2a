namespace Holdfast.Agent.Inspection;

/// <param name="Path">Logical path and name.</param>
/// <param name="Kind">database or fileGroup.</param>
/// <param name="FileSets">How many folders with a pattern it names.</param>
public sealed record InspectedWriterComponent(string Path, string Kind, bool Selectable, bool SelectableForRestore, int FileSets, int Dependencies);
