using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Rebuilds what the server knows from the vault and the passphrase alone.</summary>
internal sealed class VaultRebuildCommand : HoldfastCommand
{
    private readonly Option<string?> passphrase;
    private readonly Option<bool> wait;

    internal VaultRebuildCommand() : base("rebuild", "Rebuilds catalog and index of the vault copy from the vault and the passphrase alone.")
    {
        passphrase = With(SharedOptions.PassphraseFile("File whose first line is the passphrase (default: the one saved in the data folder)"));
        wait = With(SharedOptions.Wait());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var secret = input.GetValue(passphrase) is { } file ? SecretFile.Read(file) : null;
        return await JobFollower.Finish(session, await session.Client.RebuildVault(new RebuildVaultRequest(secret), session.Stop), input.GetValue(wait));
    }
}
