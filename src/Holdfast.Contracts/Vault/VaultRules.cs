namespace Holdfast.Contracts.Vault;

/// <summary>What a vault enforces, whatever its servers ask for.</summary>
/// <param name="SoftDeleteDays">14…180: how long what was retired can be brought back.</param>
/// <param name="LockDays">Immutability: no recovery point is retired, and nothing that was retired is removed, before it is this old. 0 where the vault is not locked. It is never lowered.</param>
/// <param name="HasRetentionFloors">The vault keeps 7 daily, 4 weekly, 3 monthly and 1 yearly points of what a server declared to keep so.</param>
/// <param name="PackTier">hot, cool or cold: for packs; everything else is hot. Means something in cloud storage only.</param>
public sealed record VaultRules(int SoftDeleteDays, int LockDays, bool HasRetentionFloors, string PackTier)
{
    public const string Hot = "hot", Cool = "cool", Cold = "cold";
}
