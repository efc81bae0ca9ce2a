using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Connection;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Commands.Accounts;

/// <summary>Signs in at a server on another computer.</summary>
internal sealed class LoginCommand : HoldfastCommand
{
    private readonly Option<string?> user, passwordFile, totp, certificate, idTokenFile;

    internal LoginCommand() : base("login", "Signs in at the server of --server URL; the session is kept for the commands that name the same server.")
    {
        user = With(new Option<string?>("--user") { Description = "Account (default: the name of the user who runs the command)", HelpName = "NAME" });
        passwordFile = With(new Option<string?>("--password-file") { Description = "File whose first line is the password (default: asks)", HelpName = "FILE" });
        totp = With(new Option<string?>("--totp") { Description = "Code of the authenticator, or a recovery code (default: asks where the account has a second factor)", HelpName = "CODE" });
        certificate = With(new Option<string?>("--pin-certificate") { Description = "SHA-256 of the server's certificate, as the server prints it at its start (default: what this computer trusts)", HelpName = "SHA256" });
        idTokenFile = With(new Option<string?>("--id-token-file") { Description = "File with the ID token of the OpenID provider, instead of name and password (default: none)", HelpName = "FILE" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var url = session.RemoteUrl ?? throw new HoldfastException(
            ErrorCode.BadRequest, "No server is named.", "Give it with --server URL; on the server itself nobody has to sign in.");
        var server = new RemoteServer(url, null, input.GetValue(certificate));
        using var client = server.Connect();
        var signedIn = await SignIn(client.Accounts, Request(input), session.Stop);
        SavedSessions.Save(new SavedSession(server.Url, signedIn.Name, signedIn.Token, signedIn.Expires, input.GetValue(certificate)));
        // The token stays in the file: what is printed ends up in logs.
        var shown = new LoginResult(server.Url, signedIn.Name, signedIn.Role, signedIn.Expires);
        session.Result.Show(shown, CommandJson.Default.LoginResult, text => text.WriteLine($"{shown.Name} is signed in at {shown.Server} as {shown.Role}, until {Quantity.Time(shown.Expires)} at the latest."));
        return ExitCode.Done;
    }

    private SignInRequest Request(ParseResult input)
    {
        if (input.GetValue(idTokenFile) is { } token) return new SignInRequest(IdToken: SecretFile.Read(token));
        var name = input.GetValue(user) ?? Environment.UserName;
        var password = input.GetValue(passwordFile) is { } file ? SecretFile.Read(file) : PasswordPrompt.Ask($"Password of {name}");
        return new SignInRequest(name, password, input.GetValue(totp));
    }

    private static async Task<SignedIn> SignIn(AccountClient accounts, SignInRequest request, CancellationToken stop)
    {
        try
        {
            return await accounts.SignIn(request, stop);
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.CodeNeeded && !Console.IsInputRedirected)
        {
            return await accounts.SignIn(request with { Code = PasswordPrompt.Ask("Code of the authenticator") }, stop);
        }
    }
}
