using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>What owners did.</summary>
internal sealed class VaultAuditCommand : HoldfastCommand
{
    private readonly Argument<string?> name;
    private readonly Option<int> limit;

    internal VaultAuditCommand() : base("audit", "Owner's side: lists what owners and registering servers did, newest first.")
    {
        name = Takes(new Argument<string?>("NAME") { Description = "Only what concerns this vault", Arity = ArgumentArity.ZeroOrOne });
        limit = With(SharedOptions.Whole("--limit", "Most rows to show, 1 to 10000", "N", 200, 1, 10000));
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var acts = service.Audit(input.GetValue(name), input.GetValue(limit));
        var table = new TextTable("TIME", "WHO", "WHAT", "VAULT", "DETAIL");
        foreach (var act in acts) table.Add(Quantity.Time(act.Time), act.Actor, act.Operation, act.Vault, act.Detail);
        session.Result.ShowTable(new OwnerActs(acts), OwnerJson.Default.OwnerActs, "Nothing was done yet.", table);
        return Task.FromResult(ExitCode.Done);
    }
}
