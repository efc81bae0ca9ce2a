namespace Holdfast.Contracts.Api;

/// <summary>An item that was found, and where. <paramref name="Source"/>: id of the datasource.</summary>
public sealed record SearchHit(string RecoveryPoint, string Source, string SourceName, DateTimeOffset Created, ItemInfo Item);
