using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>This server's side of the vault.</summary>
internal sealed class VaultStatusCommand : HoldfastCommand
{
    private readonly Option<bool> packs;

    internal VaultStatusCommand() : base(
        "status", "Shows which vault this server uses, whether it can be reached, what lies there and when it was last verified, the vault's rules, what may be done, and what a firewall has to let through.") =>
        packs = With(new Option<bool>("--packs") { Description = "Lists instead when the vault last verified each pack (default: off)" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (!input.GetValue(packs)) return VaultText.Show(session, await session.Client.Vault(session.Stop));
        var found = await session.Client.Vaults.Packs(session.Stop);
        var table = new TextTable("PACK", "BYTES#", "CREATED", "VERIFIED", "DAMAGE");
        foreach (var pack in found.Packs)
            table.Add(pack.Id, Quantity.Bytes(pack.Bytes), Quantity.Time(pack.Created), pack.Verified is { } time ? Quantity.Time(time) : "never", pack.Damage ?? "");
        session.Result.ShowTable(found, VaultsJson.Default.VaultPackList, "The vault holds no pack of this server.", table);
        return ExitCode.Done;
    }
}
