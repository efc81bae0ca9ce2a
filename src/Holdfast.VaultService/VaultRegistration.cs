namespace Holdfast.VaultService;

/// <summary>What a server gets when it registers.</summary>
/// <param name="Folder">The server's prefix.</param>
public sealed record VaultRegistration(string VaultId, string VaultName, string ServerId, string Address, string Folder);
