namespace Holdfast.Contracts.Vault.Wire;

/// <summary>A blob of a listing.</summary>
/// <param name="Length">Bytes.</param>
public sealed record ListedBlob(string Name, long Length);
