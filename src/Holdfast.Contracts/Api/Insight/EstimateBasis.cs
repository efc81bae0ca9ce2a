namespace Holdfast.Contracts.Api.Insight;

/// <summary>What an estimate was reckoned with.</summary>
/// <param name="StoredRatio">Stored bytes for each byte of new content.</param>
/// <param name="DailyChange">Part of a datasource that changes in a day.</param>
/// <param name="BytesPerSecond">Rate of the first copy.</param>
/// <param name="From">measured (on this server's jobs), or assumed.</param>
/// <param name="DiskPoints">Recovery points a member will have on disk.</param>
/// <param name="VaultPoints">The same in the vault.</param>
public sealed record EstimateBasis(double StoredRatio, double DailyChange, long BytesPerSecond, string From, int DiskPoints, int VaultPoints);
