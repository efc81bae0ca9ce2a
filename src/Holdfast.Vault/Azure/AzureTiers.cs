using Azure.Storage.Blobs.Models;
using Holdfast.Store.Repositories;

namespace Holdfast.Vault.Azure;

/// <summary>Which blob lies in which tier: packs where the owner chose, everything else hot, because it is small and read by every start and every recovery.</summary>
internal static class AzureTiers
{
    public static AccessTier Of(string name, AzureTier packs) => IsPack(name) ? Of(packs) : AccessTier.Hot;

    public static AccessTier Of(AzureTier tier) => tier switch
    {
        AzureTier.Cool => AccessTier.Cool,
        AzureTier.Cold => AccessTier.Cold,
        _ => AccessTier.Hot,
    };

    /// <summary>Also beneath the folder of a server.</summary>
    private static bool IsPack(string name) =>
        name.StartsWith(BlobNames.Packs, StringComparison.Ordinal) || name.Contains("/" + BlobNames.Packs, StringComparison.Ordinal);
}
