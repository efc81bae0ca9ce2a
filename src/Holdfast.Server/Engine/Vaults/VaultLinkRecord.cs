using Holdfast.Vault.Connections;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>What this server remembers of its registration (DIR/vault-registration.json). No secret is in it.</summary>
/// <param name="Fingerprint">Of the passphrase, for the recovery kit.</param>
/// <param name="Proxy">Through which the vault is reached; null: as the settings say.</param>
internal sealed record VaultLinkRecord(VaultMembership Membership, DateTimeOffset Registered, string Fingerprint, VaultProxy? Proxy);
