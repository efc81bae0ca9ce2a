using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>One vault and its servers, to its owner.</summary>
internal sealed class VaultShowCommand : HoldfastCommand
{
    private readonly Argument<string> name;

    internal VaultShowCommand() : base("show", "Owner's side: shows a vault, its rules, its servers, and what they have in it.") => name = Takes(OwnerArguments.Vault());

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var vault = service.Show(input.GetValue(name)!);
        var details = new VaultDetails(vault, service.Usage(vault.Name), service.Checks(vault.Name).Servers);
        session.Result.Show(details, CommandJson.Default.VaultDetails, text => Write(text, details));
        return Task.FromResult(ExitCode.Done);
    }

    private static void Write(TextWriter text, VaultDetails details)
    {
        OwnedVaultText.Write(text, details.Vault);
        if (details.Usage.Servers.Count == 0) return;
        var table = new TextTable("SERVER", "ID", "REGISTERED", "STORED#", "PACKS#", "POINTS#", "OLDEST CHECK", "DAMAGED#");
        foreach (var server in details.Usage.Servers)
        {
            var checks = details.Checks.First(found => found.Id == server.Id).Checks;
            table.Add(
                server.Name, server.Id, Quantity.Time(server.LastRegistered), Quantity.Bytes(server.Bytes), Quantity.Count(server.Packs), Quantity.Count(server.Points),
                checks.NeverChecked > 0 ? "not yet" : Quantity.Time(checks.Oldest), Quantity.Count(checks.DamagedCount));
        }
        table.Write(text);
    }
}
