namespace Holdfast.Contracts.Api.Recovery;

/// <summary>Which bytes of which file of a recovery point are asked for.</summary>
/// <param name="Source">Datasource: id, name, or path.</param>
/// <param name="Path">The file, relative to the datasource's root, as browse shows it.</param>
public sealed record ContentQuery(string Source, string Path)
{
    /// <summary>Id of a point, "latest", or an RFC 3339 time. To resume, name the id: what is latest changes.</summary>
    public string At { get; init; } = "latest";

    /// <summary>From the vault.</summary>
    public bool Online { get; init; }

    /// <summary>Id of another server of the vault whose point it is.</summary>
    public string? ExternalServer { get; init; }

    /// <summary>First byte that is wanted: goes on with a download that was cut off.</summary>
    public long Offset { get; init; }

    /// <summary>Only the first bytes of the file, 1…1,048,576: a preview; null for the whole file. Not together with <see cref="Offset"/>.</summary>
    public int? Limit { get; init; }

    internal string Route() => new Query("content").Add("source", Source).Add("at", At).Add("path", Path).Add("online", Online).Add("externalServer", ExternalServer)
        .Add("limit", Limit).ToString();
}
