using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;

namespace Holdfast.Commands.External;

/// <summary>Makes another server of a vault readable here.</summary>
internal sealed class ExternalAddCommand : HoldfastCommand
{
    private readonly Argument<string> credentials;
    private readonly Option<string?> server, passphrase;

    internal ExternalAddCommand() : base("add", "Makes another server of a vault readable here, by fresh vault credentials and that server's passphrase.")
    {
        credentials = Takes(new Argument<string>("CREDENTIALS") { Description = "Vault credentials file, at most 48 hours old" });
        server = With(new Option<string?>("--server") { Description = "The server to read, by id or name (default: all that the passphrase opens; without one, the servers are only listed)", HelpName = "ID|NAME" });
        passphrase = With(SharedOptions.PassphraseFile("File whose first line is that server's passphrase (default: none)"));
        Validators.Add(result =>
        {
            if (result.GetValue(server) is not null && result.GetValue(passphrase) is null) result.AddError("--server needs --passphrase-file.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var secret = input.GetValue(passphrase) is { } file ? SecretFile.Read(file) : null;
        var request = new AddExternalRequest(SecretFile.ReadCredentials(input.GetValue(credentials)!), input.GetValue(server), secret);
        return ExternalText.Show(session, await session.Client.AddExternal(request, session.Stop));
    }
}
