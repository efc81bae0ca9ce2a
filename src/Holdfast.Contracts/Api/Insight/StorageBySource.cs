namespace Holdfast.Contracts.Api.Insight;

/// <summary>What takes the space.</summary>
/// <param name="Sources">The largest first; at most 1,000.</param>
/// <param name="Total">Datasources that the caller sees and that have points.</param>
/// <param name="Reclaimable">Bytes of the pool that nothing reaches, as the last collection left them; null where none has run.</param>
public sealed record StorageBySource(IReadOnlyList<SourceSpace> Sources, int Total, long? Reclaimable);
