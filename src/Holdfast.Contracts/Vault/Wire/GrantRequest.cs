namespace Holdfast.Contracts.Vault.Wire;

/// <summary>Asks for leave to create and to read blobs in the storage account.</summary>
/// <param name="Read">Names.</param>
/// <param name="Server">Of whom to read: for holders of credentials; null for the own prefix.</param>
public sealed record GrantRequest(IReadOnlyList<DeclaredBlob> Create, IReadOnlyList<string> Read, string? Server)
{
    /// <summary>Of both kinds together.</summary>
    public const int MostNames = 64;
}
