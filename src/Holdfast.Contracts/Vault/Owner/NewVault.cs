namespace Holdfast.Contracts.Vault.Owner;

/// <summary>A vault to be made.</summary>
/// <param name="Name">1 to 64 letters, digits, blanks, '-' and '_'.</param>
public sealed record NewVault(string Name)
{
    /// <summary>folder:PATH, empty or not there yet, or azure:CONTAINER_URL; null for a folder below the service's data folder.</summary>
    public string? Storage { get; init; }

    /// <summary>How the service signs in to a storage account, by option: sign-in, tenant, client, secret-file…; files are those of the service's computer.</summary>
    public IReadOnlyDictionary<string, string>? SignIn { get; init; }

    public string Region { get; init; } = "";

    public string Redundancy { get; init; } = "";

    /// <summary>14 to 180 days.</summary>
    public int SoftDeleteDays { get; init; } = ShortestSoftDelete;

    /// <summary>0 for none, or 1 to 146000 days. It can be raised later and never lowered.</summary>
    public int LockDays { get; init; }

    public bool HasRetentionFloors { get; init; } = true;

    /// <summary>hot, cool or cold.</summary>
    public string PackTier { get; init; } = VaultRules.Hot;

    public const int ShortestSoftDelete = 14, LongestSoftDelete = 180, LongestLock = 146_000;
}
