using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Connection;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Keeps a credential.</summary>
internal sealed class CredentialSetCommand : HoldfastCommand
{
    private readonly Argument<string> target;
    private readonly Option<string> user;
    private readonly Option<string?> passwordFile;

    internal CredentialSetCommand() : base("set", "Keeps the account that applications are asked with, for all addresses that begin with a target.")
    {
        target = Takes(new Argument<string>("TARGET") { Description = "Beginning of addresses, such as postgresql://db1; SERVER:ADDRESS for those that the agent of a production server reaches; the longest that fits counts" });
        user = With(new Option<string>("--user") { Description = "The account's name", HelpName = "U", Required = true });
        passwordFile = With(new Option<string?>("--password-file") { Description = "File whose first line is the password (default: asks)", HelpName = "F" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var password = input.GetValue(passwordFile) is { } file ? SecretFile.Read(file) : PasswordPrompt.Ask("Password");
        var kept = await session.Client.Applications.SetCredential(new SetCredentialRequest(input.GetValue(target)!, input.GetValue(user)!, password), session.Stop);
        session.Result.Show(kept, ApplicationsJson.Default.CredentialInfo, output => output.WriteLine($"{kept.User} is used for {kept.Target}."));
        return ExitCode.Done;
    }
}
