using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Connection;

namespace Holdfast.Commands.Vault;

/// <summary>Starts a new epoch of keys.</summary>
internal sealed class VaultRotateCommand : HoldfastCommand
{
    private readonly Option<string?> passphrase, pin;

    internal VaultRotateCommand() : base("rotate", "Seals all that comes from now on under new keys, in the pool and in the vault copy alike; what is there stays as it is and readable. The passphrase stays.")
    {
        passphrase = With(SharedOptions.PassphraseFile("File whose first line is the passphrase in force (default: the one saved in the data folder)"));
        pin = With(SharedOptions.Pin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var secret = input.GetValue(passphrase) is { } file ? SecretFile.Read(file) : null;
        var rotated = await session.Client.Vaults.Rotate(new RotateKeysRequest(secret), session.Stop);
        session.Result.Show(rotated, VaultsJson.Default.KeyRotationInfo, text => text.WriteLine(
            rotated.VaultEpoch is { } epoch ? $"The pool seals under epoch {rotated.PoolEpoch}, the vault copy under epoch {epoch}." : $"The pool seals under epoch {rotated.PoolEpoch}."));
        return ExitCode.Done;
    }
}
