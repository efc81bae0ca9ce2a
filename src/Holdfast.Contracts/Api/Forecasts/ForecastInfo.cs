namespace Holdfast.Contracts.Api.Forecasts;

/// <summary>What a recovery will read, take, and cost.</summary>
/// <param name="RecoveryPoint">Id of the point.</param>
/// <param name="Source">Id of the datasource.</param>
/// <param name="From">pool, vault, or external (another server's copy).</param>
/// <param name="ItemsMissing">Items that the point does not have, or of which it has no content.</param>
/// <param name="ChunksMissing">Pieces that are damaged or not there: `verify --heal` before the recovery.</param>
/// <param name="BytesRestored">Bytes of content that will be written.</param>
/// <param name="BytesToRead">Bytes that will be read from disk or vault.</param>
/// <param name="Requests">Reads that this takes.</param>
/// <param name="TableBytes">Bytes of item table that the forecast itself has read; they are read again after a restart of the server.</param>
/// <param name="BytesPerSecond">Rate of restored bytes that <paramref name="DurationMs"/> goes by.</param>
/// <param name="RateFrom">measured (the median of the last recoveries from there), assumed, or given.</param>
/// <param name="Tier">Tier that the price is for; null for disk.</param>
/// <param name="PriceFile">The file that the prices come from; null for disk.</param>
public sealed record ForecastInfo(
    string RecoveryPoint, string Source, string From, long Items, long ItemsMissing, long ChunksMissing, long BytesRestored, long BytesToRead, long Requests,
    long TableBytes, long TableRequests, long BytesPerSecond, string RateFrom, long DurationMs, double Minutes, string Currency, ForecastPrice Price, string? Tier, string? PriceFile);
