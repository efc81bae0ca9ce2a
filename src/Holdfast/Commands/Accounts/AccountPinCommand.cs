using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Output;

namespace Holdfast.Commands.Accounts;

/// <summary>Makes a security PIN.</summary>
internal sealed class AccountPinCommand : HoldfastCommand
{
    private readonly Option<string?> pin;

    internal AccountPinCommand() : base("pin", "Makes a security PIN for one confirmation within five minutes. From the first one on, everybody is asked before data is deleted or its protection weakened.") =>
        pin = With(SharedOptions.Pin());

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var made = await session.Client.Accounts.MakePin(session.Stop);
        session.Result.Show(made, AccountJson.Default.PinInfo, text => text.WriteLine($"{made.Pin}  (good for one confirmation until {Quantity.Time(made.Expires)})"));
        return ExitCode.Done;
    }
}
