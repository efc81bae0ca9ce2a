using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Connection;

namespace Holdfast.Commands.Accounts;

/// <summary>Begins a second factor.</summary>
internal sealed class TotpEnrollCommand : HoldfastCommand
{
    private readonly Argument<string> name;
    private readonly Option<string?> passwordFile, pin;

    internal TotpEnrollCommand() : base("enroll", "Begins a second factor: shows the secret for an authenticator, once; `totp confirm` with a first code makes it count.")
    {
        name = Takes(AccountOptions.Name());
        passwordFile = With(AccountOptions.PasswordFile("File whose first line is the account's password (default: asks where it is needed)"));
        pin = With(SharedOptions.Pin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var file = input.GetValue(passwordFile);
        var password = file is not null ? SecretFile.Read(file) : session.RemoteUrl is not null ? PasswordPrompt.Ask("Password") : null;
        session.Confirm(input.GetValue(pin));
        var made = await session.Client.Accounts.EnrollTotp(input.GetValue(name)!, new EnrollTotpRequest(password), session.Stop);
        session.Result.Show(made, AccountJson.Default.TotpEnrollment, text =>
        {
            text.WriteLine($"secret  {made.Secret}");
            text.WriteLine(made.Uri);
            text.WriteLine($"Give it to an authenticator, then run `holdfast account totp confirm {input.GetValue(name)} CODE`.");
        });
        return ExitCode.Done;
    }
}
