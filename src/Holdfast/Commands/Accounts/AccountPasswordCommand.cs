using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Connection;

namespace Holdfast.Commands.Accounts;

/// <summary>Sets a password.</summary>
internal sealed class AccountPasswordCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> passwordFile, currentFile, pin;

    internal AccountPasswordCommand() : base("password", "Sets an account's password and ends its sessions: the own one with the current password, another's as administrator.")
    {
        name = Takes(AccountOptions.Name());
        passwordFile = With(AccountOptions.PasswordFile("File whose first line is the new password (default: asks)"));
        currentFile = With(new Option<string?>("--current-password-file") { Description = "File whose first line is the current password; for the own account (default: none)", HelpName = "FILE" });
        pin = With(SharedOptions.Pin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var current = input.GetValue(currentFile) is { } file ? SecretFile.Read(file) : null;
        var request = new ChangePasswordRequest(PasswordPrompt.New(input.GetValue(passwordFile)), current);
        session.Confirm(input.GetValue(pin));
        var done = await session.Client.Accounts.ChangePassword(input.GetValue(name)!, request, session.Stop);
        return AccountText.Done(session, done, $"The password of {input.GetValue(name)} is changed.");
    }
}
