namespace Holdfast.Server.Engine;

/// <summary>What one has to know, apart from the passphrase, to recover from the vault when this server is lost.</summary>
/// <param name="Fingerprint">Of the passphrase: tells which of several is meant, and not what it is.</param>
public sealed record RecoveryKit(string VaultName, string VaultId, string Address, string ServerId, string ServerName, DateTimeOffset Registered, string Fingerprint);
