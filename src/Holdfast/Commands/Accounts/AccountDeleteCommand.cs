using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Accounts;

/// <summary>Deletes an account.</summary>
internal sealed class AccountDeleteCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> pin;

    internal AccountDeleteCommand() : base("delete", "Deletes an account and ends its sessions.")
    {
        name = Takes(AccountOptions.Name());
        pin = With(SharedOptions.Pin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        return AccountText.Done(session, await session.Client.Accounts.Delete(input.GetValue(name)!, session.Stop), $"Account {input.GetValue(name)} is deleted.");
    }
}
