namespace Holdfast.VaultService.Keeping;

/// <summary>What a check found wrong with a pack, as it stands in <see cref="Contracts.Vault.PackCheck.Damage"/>.</summary>
internal static class PackDamage
{
    public const string Missing = "missing", Altered = "altered", Unreadable = "unreadable";
}
