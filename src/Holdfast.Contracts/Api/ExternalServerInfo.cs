namespace Holdfast.Contracts.Api;

/// <summary>A server of a vault. <paramref name="Open"/>: its passphrase was given, so its recovery points can be read.</summary>
public sealed record ExternalServerInfo(string Id, string Name, string Vault, bool Open, int RecoveryPoints);
