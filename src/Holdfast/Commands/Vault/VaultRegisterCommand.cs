using System.CommandLine;
using System.Text;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Vault;

/// <summary>Registers this server with a vault.</summary>
internal sealed class VaultRegisterCommand : HoldfastCommand
{
    private readonly Argument<string> file;
    private readonly Option<string?> passphraseFile, savePassphrase, pin;
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
        pin = With(SharedOptions.Pin());
        Validators.Add(result =>
        {
            if (result.GetValue(passphraseFile) is null != result.GetValue(generate)) result.AddError("Give the passphrase with --passphrase-file or ask for one with --generate-passphrase.");
            if (result.GetValue(savePassphrase) is null == result.GetValue(generate)) result.AddError("--generate-passphrase and --save-passphrase go together.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var credentials = SecretFile.ReadCredentials(input.GetValue(file)!);
        var vault = await session.Client.RegisterVault(new RegisterVaultRequest(credentials, Passphrase(input)), session.Stop);
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
