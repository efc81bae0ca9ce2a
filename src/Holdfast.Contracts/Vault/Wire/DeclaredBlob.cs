namespace Holdfast.Contracts.Vault.Wire;

/// <summary>A blob that a server is about to create in the storage account.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Blake3">Of all of it, lower-case hexadecimal: what the vault verifies by later.</param>
/// <param name="Md5">Of all of it, Base64: what the storage account checks when it arrives.</param>
public sealed record DeclaredBlob(string Name, long Length, string Blake3, string Md5);
