using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Connection;

namespace Holdfast.Commands.Vault;

/// <summary>Changes the passphrase.</summary>
internal sealed class VaultPassphraseChangeCommand : HoldfastCommand
{
    private readonly Option<string> passphrase;
    private readonly Option<string?> pin, vaultPin;

    internal VaultPassphraseChangeCommand() : base("change", "Puts the keys of pool and vault copy under a new passphrase; the old one opens nothing any more. Data is not written anew. Takes the vault's security PIN.")
    {
        passphrase = With(new Option<string>("--passphrase-file")
        {
            Description = "File whose first line is the new passphrase: at least 16 printable ASCII characters", HelpName = "FILE", Required = true,
        });
        pin = With(SharedOptions.Pin());
        vaultPin = With(SharedOptions.VaultPin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        session.UseVaultPin(input.GetValue(vaultPin));
        var request = new ChangePassphraseRequest(SecretFile.Read(input.GetValue(passphrase)!));
        var done = await session.Client.Vaults.ChangePassphrase(request, session.Stop);
        session.Result.Show(done, VaultsJson.Default.Acknowledgement, text =>
        {
            text.WriteLine("The new passphrase is in force. Keep a copy of it away from this computer.");
            text.WriteLine("Make the recovery kit anew, for its fingerprint: holdfast vault kit --out FILE");
        });
        return ExitCode.Done;
    }
}
