namespace Holdfast.Contracts.Api.Vaults;

/// <summary>What one has to know, apart from the passphrase, to recover when this server is lost. No secret is in it.</summary>
/// <param name="PassphraseFingerprint">Tells which of several passphrases is meant, and not what it is.</param>
/// <param name="Steps">What to do, in order.</param>
public sealed record RecoveryKitInfo(
    string Vault, string VaultId, string Address, string ServerId, string ServerName, DateTimeOffset Registered, string PassphraseFingerprint, IReadOnlyList<string> Steps);
