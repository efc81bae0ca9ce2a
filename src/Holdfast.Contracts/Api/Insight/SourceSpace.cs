namespace Holdfast.Contracts.Api.Insight;

/// <summary>What one datasource takes, in bytes.</summary>
/// <param name="Source">Its id.</param>
/// <param name="Bytes">What its newest recovery point on disk would bring back.</param>
/// <param name="AddedBytes">What its jobs of the last 62 days have added to the pool, after deduplication and compression; null where nothing is written down. What it shares with others is counted where it came first.</param>
/// <param name="Points">Recovery points on disk.</param>
public sealed record SourceSpace(string Source, string Name, string Server, long Bytes, long? AddedBytes, int Points);
