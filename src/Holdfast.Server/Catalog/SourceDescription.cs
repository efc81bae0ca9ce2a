namespace Holdfast.Server.Catalog;

/// <summary>A datasource as the pool keeps it. <paramref name="Deleted"/>: the datasource and its points are gone.</summary>
internal sealed record SourceDescription(
    string Id, string Name, string Server, string Path, string? GroupId, bool Online, List<string> ExcludeGlobs, List<string> ExcludeExtensions,
    bool CrossMountPoints, bool Deleted = false)
{
    internal const string Kind = "source";

    /// <summary>Kind of an application; null for files.</summary>
    public string? Workload { get; init; }

    /// <summary>Settings of an application, or what is taken of files of Windows, by name.</summary>
    public Dictionary<string, string>? Options { get; init; }
}
