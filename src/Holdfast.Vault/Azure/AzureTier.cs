namespace Holdfast.Vault.Azure;

/// <summary>What storing and reading cost. Each answers at once; the archive tier does not and is not offered.</summary>
public enum AzureTier
{
    Hot,

    /// <summary>Cheaper to keep, dearer to read; 30 days are paid at least.</summary>
    Cool,

    /// <summary>As <see cref="Cool"/>, more so; 90 days are paid at least.</summary>
    Cold,
}
