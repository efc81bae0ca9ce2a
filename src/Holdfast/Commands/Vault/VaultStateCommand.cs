using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;

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
        state.AcceptOnlyFromAmong(VaultStates.Active, VaultStates.Expired, VaultStates.Deprovisioned);
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var vault = service.SetState(input.GetValue(name)!, input.GetValue(state)!);
        session.Result.Show(vault, OwnerJson.Default.OwnedVault, output => output.WriteLine($"Vault {vault.Name} is {vault.State}."));
        return Task.FromResult(ExitCode.Done);
    }
}
