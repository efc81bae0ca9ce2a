using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Shows by which time the vaults go, and confirms a clock that jumped.</summary>
internal sealed class VaultClockCommand : HoldfastCommand
{
    private readonly Option<bool> confirm;

    internal VaultClockCommand() : base("clock", "Owner's side: shows the time that locks and removals go by. A clock that jumps ahead by more than a day is not believed until it is confirmed.") =>
        confirm = With(new Option<bool>("--confirm") { Description = "Say that this computer's clock is right" });

    protected override Task<int> Run(ParseResult input, Session session)
    {
        using var service = VaultServiceFolder.Open(session);
        var state = input.GetValue(confirm) ? service.ConfirmClock() : service.Clock();
        session.Result.Show(state, OwnerJson.Default.VaultClockState, text =>
        {
            text.WriteLine($"Believed: {Quantity.Time(state.Believed)}");
            text.WriteLine($"Clock:    {Quantity.Time(state.Shown)}");
            if (!state.IsBelieved) text.WriteLine("The clock jumped ahead: nothing is removed until it is set back, or confirmed with --confirm.");
        });
        return Task.FromResult(ExitCode.Done);
    }
}
