using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>The administrators of the vault service.</summary>
internal sealed class AdministratorListCommand() : HoldfastCommand("list", "Owner's side: lists who may sign in at the vault service.")
{
    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var all = service.Administrators.All;
        var table = new TextTable("NAME", "SECOND FACTOR", "MADE");
        foreach (var administrator in all) table.Add(administrator.Name, administrator.HasSecondFactor ? "yes" : "no", Quantity.Time(administrator.Created));
        session.Result.ShowTable(new AdministratorList(all), OwnerJson.Default.AdministratorList, "There is no administrator: only the owner of the data folder is let in.", table);
        return Task.FromResult(ExitCode.Done);
    }
}
