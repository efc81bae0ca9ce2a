using Holdfast.Contracts.Vault.Owner;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Portal;

/// <summary>A page about one vault, the one that the address names or else the first.</summary>
public abstract class VaultedPage : PortalPage
{
    /// <summary>Name of the vault in the address.</summary>
    [SupplyParameterFromQuery(Name = "vault")] public string? Wanted { get; set; }

    protected IReadOnlyList<OwnedVault> Vaults { get; private set; } = [];

    /// <summary>The vault that the page is about; null where there is none.</summary>
    protected OwnedVault? Vault { get; private set; }

    /// <summary>Asks for what the page shows of <see cref="Vault"/>.</summary>
    protected abstract Task Look(OwnedVault vault);

    protected sealed override async Task Look()
    {
        Vaults = (await Api.Vaults(Leaving)).Vaults;
        Vault = Vaults.FirstOrDefault(vault => string.Equals(vault.Name, Wanted, StringComparison.OrdinalIgnoreCase)) ?? Vaults.FirstOrDefault();
        if (Vault is { } vault) await Look(vault);
    }
}
