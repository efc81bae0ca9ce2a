namespace Holdfast.Server.Scheduling;

/// <summary>Something that can be protected, found in a container.</summary>
internal sealed record Discovered(string Server, string Path)
{
    internal string Kind { get; init; } = Catalog.SourceRow.Files;

    /// <summary>As people call it; null: as its path says.</summary>
    internal string? Name { get; init; }
}
