using System.CommandLine;
using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>The vaults of a vault service.</summary>
internal sealed class VaultListCommand() : HoldfastCommand("list", "Owner's side: lists the vaults.")
{
    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var vaults = service.Vaults;
        var table = new TextTable("NAME", "STATE", "SERVERS#", "SOFT DELETE#", "LOCK#", "REGION", "STORAGE");
        foreach (var vault in vaults)
            table.Add(
                vault.Name, vault.State, vault.Servers.ToString(CultureInfo.InvariantCulture), vault.Rules.SoftDeleteDays.ToString(CultureInfo.InvariantCulture),
                vault.Rules.LockDays.ToString(CultureInfo.InvariantCulture), vault.Region, vault.Storage);
        session.Result.ShowTable(new OwnedVaults(vaults), OwnerJson.Default.OwnedVaults, "There is no vault.", table);
        return Task.FromResult(ExitCode.Done);
    }
}
