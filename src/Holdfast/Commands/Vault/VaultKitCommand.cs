using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Vaults;

namespace Holdfast.Commands.Vault;

/// <summary>Writes the recovery kit.</summary>
internal sealed class VaultKitCommand : HoldfastCommand
{
    private readonly Option<string?> file;

    internal VaultKitCommand() : base("kit", "Shows the recovery kit, or writes it to a file: what to know, apart from the passphrase, when this server is lost. The passphrase is not in it.") =>
        file = With(VaultKitFile.Option("--out", "File to write, HTML where its name ends so, readable by its owner only (default: none)"));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (input.GetValue(file) is { } path) await VaultKitFile.Write(session, path);
        var kit = await session.Client.Vaults.Kit(session.Stop);
        session.Result.Show(kit, VaultsJson.Default.RecoveryKitInfo, text =>
        {
            text.WriteLine($"Server {kit.ServerName} ({kit.ServerId}) in vault {kit.Vault} ({kit.VaultId}) at {kit.Address}.");
            text.WriteLine($"Fingerprint of the passphrase: {kit.PassphraseFingerprint}");
            for (var i = 0; i < kit.Steps.Count; i++) text.WriteLine($"{i + 1}. {kit.Steps[i]}");
        });
        return ExitCode.Done;
    }
}
