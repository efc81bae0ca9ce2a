using System.CommandLine;
using System.Globalization;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>What this server deleted and its vault still has.</summary>
internal sealed class VaultDeletedCommand() : HoldfastCommand("deleted", "This server's side: lists what it deleted and the vault still has, with the days that are left. The vault's owner brings it back with `vault undelete`.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var all = new List<RetiredItem>();
        RetiredItemList page;
        string? after = null;
        do
        {
            page = await session.Client.Vaults.Retired(after, session.Stop);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        var table = new TextTable("KIND", "NAME", "SOURCE", "SIZE#", "DELETED", "DAYS LEFT#");
        foreach (var item in all)
            table.Add(item.Kind, item.Name, item.Source ?? "–", Quantity.Bytes(item.Bytes), Quantity.Time(item.Retired), item.DaysLeft.ToString(CultureInfo.InvariantCulture));
        session.Result.ShowTable(new RetiredItemList(all, null), VaultsJson.Default.RetiredItemList, "Nothing was deleted that the vault still has.", table);
        return ExitCode.Done;
    }
}
