namespace Holdfast.Contracts.Api.Insight;

/// <summary>What is left, at the end, of a day.</summary>
/// <param name="Disk">Points of the day on disk.</param>
/// <param name="Online">Why points of the day are in the vault: daily, weekly, monthly, yearly; empty where none is.</param>
public sealed record PreviewDay(DateOnly Date, int Disk, IReadOnlyList<string> Online);
