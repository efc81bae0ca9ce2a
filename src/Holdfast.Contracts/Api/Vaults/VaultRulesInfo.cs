namespace Holdfast.Contracts.Api.Vaults;

/// <summary>What the vault enforces.</summary>
/// <param name="SoftDeleteDays">How long its owner can bring back what was deleted.</param>
/// <param name="LockDays">No recovery point is deleted before it is this old; 0 where the vault is not locked.</param>
/// <param name="RetentionFloors">It keeps 7 daily, 4 weekly, 3 monthly and 1 yearly points of what is kept so.</param>
/// <param name="PackTier">hot, cool, cold.</param>
/// <param name="Transfer">service, or azure where data goes straight to the storage account.</param>
public sealed record VaultRulesInfo(int SoftDeleteDays, int LockDays, bool RetentionFloors, string PackTier, string Transfer);
