namespace Holdfast.VaultService;

/// <summary>What a server gets when it registers.</summary>
/// <param name="Folder">The server's prefix.</param>
/// <param name="SoftDeleteDays">The vault's rule: how long deleted data is kept.</param>
public sealed record VaultRegistration(string VaultId, string VaultName, string ServerId, string Address, string Folder, int SoftDeleteDays);
