using Holdfast.Protection.Retention;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Catalog;

/// <summary>A recovery point in the catalog, with the names of its datasource.</summary>
internal sealed record PointRow
{
    public string Id { get; init; } = "";

    public string SourceId { get; init; } = "";

    public long Created { get; init; }

    public long Items { get; init; }

    public long ItemsFailed { get; init; }

    public long Bytes { get; init; }

    public bool Disk { get; init; }

    public bool Online { get; init; }

    /// <summary>The pool had it and has it no more.</summary>
    public bool MissingDisk { get; init; }

    /// <summary>The vault had it and has it no more.</summary>
    public bool MissingOnline { get; init; }

    public string SourceName { get; init; } = "";

    public string SourcePath { get; init; } = "";

    public string Server { get; init; } = "";

    public string? GroupId { get; init; }

    /// <summary>Kind of its datasource.</summary>
    public string Kind { get; init; } = SourceRow.Files;

    /// <summary>Of applications: full, incremental, log.</summary>
    public string? BackupType { get; init; }

    public string? Guarantee { get; init; }

    /// <summary>The moment that it brings back by itself.</summary>
    public long? Consistent { get; init; }

    public string? Why { get; init; }

    /// <summary>Server whose copy was read, where the datasource has several.</summary>
    public string? ReadFrom { get; init; }

    internal HeldPoint ToHeld() => new(Id, SourceId, CatalogTime.To(Created));

    internal static PointRow From(PointState point) => new()
    {
        Id = point.Id, SourceId = point.SourceId, Created = CatalogTime.From(point.Created), Items = point.Items, ItemsFailed = point.ItemsFailed,
        Bytes = point.Bytes, Disk = !point.Online, Online = point.Online,
        Kind = point.Kind, BackupType = point.Application?.Type, Guarantee = point.Application?.Guarantee, Why = point.Application?.Why, ReadFrom = point.Application?.ReadFrom,
        Consistent = point.Application is { } done ? CatalogTime.From(done.Consistent) : null,
    };
}
