using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Accounts;

namespace Holdfast.Commands.Accounts;

/// <summary>Changes an account's role or limits.</summary>
internal sealed class AccountModifyCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> role, pin;
    private readonly Option<string[]> servers, groups;

    internal AccountModifyCommand() : base("modify", "Changes an account's role or limits and ends its sessions; what is not named stays as it is.")
    {
        name = Takes(AccountOptions.Name());
        role = With(new Option<string?>("--role") { Description = "administrator, operator, recovery-operator, or reader (default: stays)", HelpName = "ROLE" });
        servers = With(AccountOptions.Servers());
        groups = With(AccountOptions.Groups());
        pin = With(SharedOptions.Pin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var request = new ModifyAccountRequest(input.GetValue(role), AccountOptions.Given(input, servers), AccountOptions.Given(input, groups));
        return AccountText.Show(session, await session.Client.Accounts.Modify(input.GetValue(name)!, request, session.Stop), "is changed");
    }
}
