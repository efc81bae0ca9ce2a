namespace Holdfast.Server.Engine;

/// <summary>What this server remembers of its registration (DIR/vault-registration.json). No secret is in it.</summary>
internal sealed record VaultLinkRecord(string VaultId, string VaultName, string ServerId, string Address, string Prefix, int SoftDeleteDays);
