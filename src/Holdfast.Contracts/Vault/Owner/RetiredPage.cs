namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What servers deleted and the vault still has, by server and name.</summary>
/// <param name="HasMore">There are others after these: ask again after the last one.</param>
public sealed record RetiredPage(IReadOnlyList<RetiredBlob> Blobs, bool HasMore)
{
    public const int Most = 1000;
}
