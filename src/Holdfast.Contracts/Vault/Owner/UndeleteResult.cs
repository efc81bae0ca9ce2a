namespace Holdfast.Contracts.Vault.Owner;

/// <param name="Restored">Blobs that are back.</param>
public sealed record UndeleteResult(int Restored);
