namespace Holdfast.Contracts.Api.Vaults;

/// <summary>Something of this server that was deleted and that the vault still has.</summary>
/// <param name="Kind">point, pack, key, description, other.</param>
/// <param name="Retired">When it was deleted.</param>
/// <param name="PurgeAfter">The vault removes it some time after this.</param>
/// <param name="DaysLeft">Days until then by this server's clock, rounded up; 0 where it may be removed any time now.</param>
/// <param name="SourceId">Of a point: its datasource.</param>
/// <param name="Source">Name of the datasource, where this server still knows it.</param>
public sealed record RetiredItem(
    string Name, string Kind, long Bytes, DateTimeOffset Retired, DateTimeOffset PurgeAfter, int DaysLeft, string? SourceId = null, string? Source = null);
