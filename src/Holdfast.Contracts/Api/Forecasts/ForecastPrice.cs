namespace Holdfast.Contracts.Api.Forecasts;

/// <summary>What the reads cost; all zero for disk.</summary>
/// <param name="Reads">For the requests.</param>
/// <param name="Egress">For the bytes that leave the data center.</param>
/// <param name="Retrieval">For the bytes that are read out of the tier.</param>
public sealed record ForecastPrice(decimal Reads, decimal Egress, decimal Retrieval, decimal Total);
