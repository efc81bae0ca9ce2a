namespace Holdfast.Server.Engine.Vaults;

/// <summary>What this server remembers of its registration (DIR/vault-registration.json). No secret is in it.</summary>
/// <param name="Fingerprint">Of the passphrase, for the recovery kit.</param>
internal sealed record VaultLinkRecord(VaultPlace Place, DateTimeOffset Registered, string Fingerprint);
