using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault;

namespace Holdfast.Commands.Vault;

/// <summary>Says in which state the subscription of a vault is, on its owner's side.</summary>
internal sealed class VaultStateCommand : HoldfastCommand
{
    private readonly Argument<string> name, state;

    internal VaultStateCommand() : base(
        "state", "Owner's side: sets the subscription of a vault. Expired, its servers back nothing up; deprovisioned, they delete their recovery points in it.")
    {
        name = Takes(new Argument<string>("NAME") { Description = "Name of the vault" });
        state = Takes(new Argument<string>("STATE") { Description = "active, expired, or deprovisioned" });
        state.AcceptOnlyFromAmong(VaultDocument.Active, VaultDocument.Expired, VaultDocument.Deprovisioned);
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        var vault = VaultServiceFolder.Open(session).SetState(input.GetValue(name)!, input.GetValue(state)!);
        session.Result.Show(vault, VaultJson.Default.VaultDocument, output => output.WriteLine($"Vault {vault.Name} is {vault.State}."));
        return Task.FromResult(ExitCode.Done);
    }
}
