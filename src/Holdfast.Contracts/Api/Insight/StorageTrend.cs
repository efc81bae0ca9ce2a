namespace Holdfast.Contracts.Api.Insight;

/// <summary>How the pool filled, and how it will.</summary>
/// <param name="Samples">One a day for which something is known, the oldest first.</param>
/// <param name="Forecast">Null where too little is known.</param>
/// <param name="Disks">The same for each disk of the pool.</param>
public sealed record StorageTrend(IReadOnlyList<StorageDay> Samples, StorageForecast? Forecast, IReadOnlyList<DiskTrend>? Disks = null);
