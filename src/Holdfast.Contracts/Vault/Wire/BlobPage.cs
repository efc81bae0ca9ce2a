namespace Holdfast.Contracts.Vault.Wire;

/// <summary>A page of a listing, in order of names.</summary>
/// <param name="Next">Ask again for what comes after this name; null on the last page.</param>
public sealed record BlobPage(IReadOnlyList<ListedBlob> Blobs, string? Next);
