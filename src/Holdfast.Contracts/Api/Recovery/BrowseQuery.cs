namespace Holdfast.Contracts.Api.Recovery;

/// <summary>Which part of a folder of a recovery point is asked for; null neither filters nor sorts.</summary>
/// <param name="Source">Datasource: id, name, or path.</param>
public sealed record BrowseQuery(string Source)
{
    /// <summary>Id of a point, "latest", or an RFC 3339 time.</summary>
    public string At { get; init; } = "latest";

    /// <summary>Folder relative to the datasource's root, as browse shows it; null or empty for the root.</summary>
    public string? Path { get; init; }

    /// <summary>From the vault.</summary>
    public bool Online { get; init; }

    /// <summary>Id of another server of the vault whose point it is.</summary>
    public string? ExternalServer { get; init; }

    /// <summary>How many items come before the page.</summary>
    public int Offset { get; init; }

    /// <summary>1…5,000 items; null for all of them.</summary>
    public int? Limit { get; init; }

    /// <summary>name, size, modified: folders come first in each; null for the order of the point, by the bytes of the names.</summary>
    public string? Order { get; init; }

    public bool Descending { get; init; }

    /// <summary>Only items whose name contains this, in upper or lower case.</summary>
    public string? Text { get; init; }

    /// <summary>Another point of the datasource to compare with, named as <see cref="At"/>: the items then tell their <see cref="ItemInfo.Change"/>.</summary>
    public string? Since { get; init; }

    internal string Route() => new Query("browse").Add("source", Source).Add("at", At).Add("path", Path).Add("online", Online).Add("externalServer", ExternalServer)
        .Add("offset", Offset == 0 ? null : Offset).Add("limit", Limit).Add("order", Order).Add("descending", Descending).Add("text", Text).Add("since", Since).ToString();
}
