namespace Holdfast.Contracts.Api;

/// <summary>A protection group.</summary>
/// <param name="Online">Its recovery points are sent to the vault as well.</param>
public sealed record GroupInfo(string Id, string Name, int RetentionDays, bool Online, int OnlineRetentionDays, IReadOnlyList<SourceInfo> Sources);
