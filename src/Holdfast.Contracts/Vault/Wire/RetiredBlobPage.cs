namespace Holdfast.Contracts.Vault.Wire;

/// <summary>A page of what a server retired and its vault still has, in order of names.</summary>
/// <param name="Next">Ask again for what comes after this name; null on the last page.</param>
public sealed record RetiredBlobPage(IReadOnlyList<RetiredBlob> Blobs, string? Next);
