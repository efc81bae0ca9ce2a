namespace Holdfast.Server.Scheduling;

/// <summary>Something that can be protected, found in a container.</summary>
internal sealed record Discovered(string Server, string Path)
{
    internal string Kind { get; init; } = Catalog.SourceRow.Files;

    /// <summary>Settings that it gets as a member.</summary>
    internal Dictionary<string, string> Options { get; init; } = [];

    /// <summary>As people call it; null: as its path says.</summary>
    internal string? Name { get; init; }
}
