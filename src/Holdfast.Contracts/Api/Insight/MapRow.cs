namespace Holdfast.Contracts.Api.Insight;

/// <summary>One datasource of the map.</summary>
/// <param name="Source">Its id.</param>
/// <param name="Group">Name of its group; null where its protection has been stopped.</param>
/// <param name="Cells">One of <see cref="MapCells"/> for each day.</param>
public sealed record MapRow(string Source, string Name, string Server, string? Group, IReadOnlyList<string> Cells);
