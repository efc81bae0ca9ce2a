using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Accounts;

namespace Holdfast.Commands.Accounts;

/// <summary>Makes an account.</summary>
internal sealed class AccountCreateCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string> role;
    private readonly Option<string?> passwordFile, pin;
    private readonly Option<string[]> servers, groups;

    internal AccountCreateCommand() : base("create", "Makes an account for people on other computers.")
    {
        name = Takes(new Argument<string>("NAME") { Description = "Name of the new account: letters, digits, and . _ - @; ldap:NAME and oidc:NAME for people of the directory and the OpenID provider, who have no password here" });
        role = With(new Option<string>("--role") { Description = "What it may do: administrator, operator, recovery-operator, or reader", HelpName = "ROLE", Required = true });
        passwordFile = With(AccountOptions.PasswordFile("File whose first line is the password (default: asks)"));
        servers = With(AccountOptions.Servers());
        groups = With(AccountOptions.Groups());
        pin = With(SharedOptions.Pin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var called = input.GetValue(name)!;
        var password = ExternalNames.IsOne(called) && input.GetValue(passwordFile) is null ? null : PasswordPrompt.New(input.GetValue(passwordFile));
        var request = new CreateAccountRequest(
            called, input.GetValue(role)!, password, AccountOptions.Given(input, servers), AccountOptions.Given(input, groups));
        session.Confirm(input.GetValue(pin));
        return AccountText.Show(session, await session.Client.Accounts.Create(request, session.Stop), "is made");
    }
}
