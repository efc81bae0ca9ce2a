namespace Holdfast.Contracts.Vault.Joining;

/// <summary>What a server gets when it has registered with a vault.</summary>
/// <param name="Certificate">Its certificate, DER, Base64; the one it had before is no longer good.</param>
/// <param name="Authority">The service's authority, which alone is to be trusted, DER, Base64.</param>
/// <param name="Transfer">One of <see cref="VaultTransfers"/>.</param>
public sealed record RegisterAnswer(string VaultId, string VaultName, string ServerId, string Certificate, string Authority, VaultRules Rules, string Transfer);
