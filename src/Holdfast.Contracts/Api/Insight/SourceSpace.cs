namespace Holdfast.Contracts.Api.Insight;

/// <summary>What one datasource takes, in bytes.</summary>
/// <param name="Source">Its id.</param>
/// <param name="Bytes">What its newest recovery point on disk would bring back.</param>
/// <param name="UniqueBytes">What its jobs have added to the pool, after deduplication and compression, as far as that was written down; null where nothing was.</param>
/// <param name="Points">Recovery points on disk.</param>
public sealed record SourceSpace(string Source, string Name, string Server, long Bytes, long? UniqueBytes, int Points);
