namespace Holdfast.Commands.Vault;

/// <summary>Where credentials were written; nothing of what they say.</summary>
internal sealed record IssuedCredentials(string File, string VaultId, string VaultName, DateTimeOffset Expires);
