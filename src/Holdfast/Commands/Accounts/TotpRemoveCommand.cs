using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Accounts;

/// <summary>Removes a second factor.</summary>
internal sealed class TotpRemoveCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> pin;

    internal TotpRemoveCommand() : base("remove", "Removes an account's second factor and its recovery codes.")
    {
        name = Takes(AccountOptions.Name());
        pin = With(SharedOptions.Pin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        return AccountText.Done(session, await session.Client.Accounts.RemoveTotp(input.GetValue(name)!, session.Stop), $"The second factor of {input.GetValue(name)} is removed.");
    }
}
