namespace Holdfast.Contracts.Vault;

/// <summary>States of a vault's subscription.</summary>
public static class VaultStates
{
    public const string Active = "active", Expired = "expired", Deprovisioned = "deprovisioned";
}
