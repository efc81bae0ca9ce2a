using System.CommandLine;
using System.Text;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;

namespace Holdfast.Commands.Vault;

/// <summary>Registers this server with a vault.</summary>
internal sealed class VaultRegisterCommand : HoldfastCommand
{
    private readonly Argument<string> file;
    private readonly Option<string?> passphraseFile, savePassphrase, replace, proxy, proxyCredentials, kit, pin;
    private readonly Option<bool> generate;

    internal VaultRegisterCommand() : base("register", "Registers this server with the vault of a credentials file, under a passphrase that never leaves this computer.")
    {
        file = Takes(new Argument<string>("FILE") { Description = "Vault credentials, at most 48 hours old" });
        passphraseFile = With(SharedOptions.PassphraseFile("File whose first line is the passphrase: at least 16 printable ASCII characters (default: --generate-passphrase is needed)"));
        generate = With(new Option<bool>("--generate-passphrase") { Description = "Makes a new passphrase; goes with --save-passphrase (default: off)" });
        savePassphrase = With(new Option<string?>("--save-passphrase")
        {
            Description = "New file for the generated passphrase, readable by its owner only; without it nobody can recover from the vault", HelpName = "FILE",
        });
        replace = With(new Option<string?>("--replace")
        {
            Description = "Takes the place of a lost server of the vault, by id or name, with that one's passphrase; this server's pool must hold nothing yet (default: none)", HelpName = "SERVER",
        });
        proxy = With(new Option<string?>("--proxy") { Description = "HTTP proxy through which the vault is reached from now on (default: the setting proxy)", HelpName = "URL" });
        proxyCredentials = With(new Option<string?>("--proxy-credentials-file")
        {
            Description = "File on the server with the proxy's user on the first and the password on the second line, readable by its owner alone (default: none)", HelpName = "FILE",
        });
        kit = With(VaultKitFile.Option("--kit", "Writes the recovery kit there: what to know, apart from the passphrase, when this server is lost (default: none; see vault kit)"));
        pin = With(SharedOptions.Pin());
        Validators.Add(result =>
        {
            if (result.GetValue(passphraseFile) is null != result.GetValue(generate)) result.AddError("Give the passphrase with --passphrase-file or ask for one with --generate-passphrase.");
            if (result.GetValue(proxyCredentials) is not null && result.GetValue(proxy) is null) result.AddError("--proxy-credentials-file goes with --proxy.");
            if (result.GetValue(replace) is not null && result.GetValue(generate)) result.AddError("--replace needs the lost server's own passphrase: --passphrase-file.");
            if (result.GetValue(savePassphrase) is null == result.GetValue(generate)) result.AddError("--generate-passphrase and --save-passphrase go together.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var credentials = SecretFile.ReadCredentials(input.GetValue(file)!);
        var request = new RegisterVaultRequest(
            credentials, Passphrase(input), input.GetValue(replace), input.GetValue(proxy), input.GetValue(proxyCredentials) is { } path ? Names.Absolute(path) : null);
        var vault = await session.Client.RegisterVault(request, session.Stop);
        if (input.GetValue(kit) is { } page) await VaultKitFile.Write(session, page);
        return VaultText.Show(session, vault);
    }

    // Saved before it is used: a passphrase that is in force but lies nowhere would be lost data.
    private string Passphrase(ParseResult input)
    {
        if (input.GetValue(passphraseFile) is { } given) return SecretFile.Read(given);
        var passphrase = SecretFile.Generate();
        var path = input.GetValue(savePassphrase)!;
        SecretFile.Write(path, Encoding.ASCII.GetBytes(passphrase + "\n"));
        Console.Error.WriteLine($"The passphrase is saved in {path}. Keep a copy away from this computer.");
        return passphrase;
    }
}
