namespace Holdfast.Server.Catalog;

/// <summary>A datasource in the catalog. Without a group its protection has been stopped.</summary>
internal sealed record SourceRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string Server { get; init; } = "";

    public string Path { get; init; } = "";

    public string? GroupId { get; init; }

    public bool Online { get; init; }

    /// <summary>JSON list.</summary>
    public string ExcludeGlobs { get; init; } = "[]";

    /// <summary>JSON list.</summary>
    public string ExcludeExtensions { get; init; } = "[]";

    public bool CrossMountPoints { get; init; }

    public string ReplicaState { get; init; } = ReplicaStates.Pending;

    /// <summary>When it became a member of its group; 0 where that is not known.</summary>
    public long ProtectedSince { get; init; }

    /// <summary>Of a datasource that is no application.</summary>
    internal const string Files = "files";

    /// <summary><see cref="Files"/>, or a kind of application.</summary>
    public string Kind { get; init; } = Files;

    /// <summary>JSON: settings of an application, or what is taken of files of Windows; text by name.</summary>
    public string Options { get; init; } = "{}";

    /// <summary>JSON list: servers that had a copy of it when one was chosen last, best first.</summary>
    public string Copies { get; init; } = "[]";

    internal bool IsApplication => Kind != Files;

    /// <summary>Null for files that have none.</summary>
    internal Dictionary<string, string>? ShownOptions => CatalogJson.ReadMap(Options) is var options && (IsApplication || options.Count > 0) ? options : null;

    internal SourceDescription ToDescription(bool deleted = false) => new(
        Id, Name, Server, Path, GroupId, Online, [.. CatalogJson.ReadList(ExcludeGlobs)], [.. CatalogJson.ReadList(ExcludeExtensions)], CrossMountPoints, deleted)
    {
        Workload = IsApplication ? Kind : null, Options = ShownOptions,
    };

    internal static SourceRow From(SourceDescription source) => new()
    {
        Id = source.Id, Name = source.Name, Server = source.Server, Path = source.Path, GroupId = source.GroupId, Online = source.Online,
        ExcludeGlobs = CatalogJson.Write(source.ExcludeGlobs), ExcludeExtensions = CatalogJson.Write(source.ExcludeExtensions),
        CrossMountPoints = source.CrossMountPoints, Kind = source.Workload ?? Files, Options = CatalogJson.Write(source.Options ?? []),
    };
}
