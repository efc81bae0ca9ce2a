using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Recovery;

/// <summary>A point to read from, here or in another server's vault copy.</summary>
internal sealed record ChosenPoint(PointRef Point, string SourceId, string SourceName, string SourcePath, bool IsExternal)
{
    /// <summary>Of the datasource: files, or a kind of application.</summary>
    internal string Kind { get; init; } = SourceRow.Files;
}
