using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.VaultService.Vaults;

/// <summary>Which vaults can be made.</summary>
internal static class VaultRule
{
    private const int LongestName = 64, LongestLabel = 100;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultNameInvalid"/>, <see cref="ErrorCode.BadRequest"/>.</exception>
    internal static void Check(NewVault vault)
    {
        var name = vault.Name;
        if (name.Length is 0 or > LongestName || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or ' ')) || name.Trim() != name)
            throw new HoldfastException(ErrorCode.VaultNameInvalid, $"'{Shown(name)}' cannot be the name of a vault: 1 to {LongestName} letters, digits, blanks, '-' and '_'.");
        if (vault.SoftDeleteDays is < NewVault.ShortestSoftDelete or > NewVault.LongestSoftDelete)
            throw Bad($"Soft delete of {vault.SoftDeleteDays} days is not possible.", $"Choose {NewVault.ShortestSoftDelete} to {NewVault.LongestSoftDelete} days.");
        if (vault.LockDays != 0) CheckLock(vault.LockDays);
        if (vault.PackTier is not (VaultRules.Hot or VaultRules.Cool or VaultRules.Cold)) throw Bad($"There is no tier '{Shown(vault.PackTier)}'.", "Choose hot, cool or cold.");
        CheckLabel(vault.Region);
        CheckLabel(vault.Redundancy);
    }

    internal static void CheckLock(int days)
    {
        if (days is < 1 or > NewVault.LongestLock) throw Bad($"A lock of {days} days is not possible.", $"Choose 1 to {NewVault.LongestLock} days.");
    }

    internal static void CheckState(string state)
    {
        if (state is not (VaultStates.Active or VaultStates.Expired or VaultStates.Deprovisioned)) throw Bad($"A vault cannot be '{Shown(state)}'.", "Choose active, expired or deprovisioned.");
    }

    private static void CheckLabel(string text)
    {
        if (text.Length > LongestLabel || text.Any(char.IsControl)) throw Bad($"A label has at most {LongestLabel} characters, and no control characters.", "Choose a shorter one.");
    }

    private static string Shown(string text) => text.Length > LongestName ? text[..LongestName] : text;

    private static HoldfastException Bad(string message, string remedy) => new(ErrorCode.BadRequest, message, remedy);
}
