using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>What servers deleted and a vault still has.</summary>
internal sealed class VaultRetiredCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> server;

    internal VaultRetiredCommand() : base("retired", "Owner's side: lists what servers deleted and the vault still has: until when it can be brought back.")
    {
        name = Takes(OwnerArguments.Vault());
        server = With(OwnerArguments.Server("Only what this server deleted: its name or id (default: all)"));
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var all = new List<RetiredBlob>();
        RetiredPage page;
        do
        {
            page = service.Retired(input.GetValue(name)!, input.GetValue(server), all.Count == 0 ? null : (all[^1].Server, all[^1].Name));
            all.AddRange(page.Blobs);
        }
        while (page.HasMore);
        var table = new TextTable("SERVER", "NAME", "SIZE#", "DELETED", "STAYS UNTIL");
        foreach (var blob in all) table.Add(blob.Server, blob.Name, Quantity.Bytes(blob.Bytes), Quantity.Time(blob.Retired), Quantity.Time(blob.PurgeAfter));
        session.Result.ShowTable(new RetiredPage(all, false), OwnerJson.Default.RetiredPage, "Nothing was deleted that the vault still has.", table);
        return Task.FromResult(ExitCode.Done);
    }
}
