using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>A credentials file as it was given, and what it says. Whether it is good is for the vault to say.</summary>
internal sealed class VaultCredentialsFile
{
    private VaultCredentialsFile(byte[] bytes, VaultCredentials content) => (Bytes, Content) = (bytes, content);

    internal byte[] Bytes { get; }

    internal VaultCredentials Content { get; }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.InvalidVaultCredentials"/>, <see cref="ErrorCode.VaultCredentialsAltered"/>…</exception>
    internal static VaultCredentialsFile Read(ReadOnlyMemory<byte> file) => new(file.ToArray(), VaultCredentials.Parse(file.Span));

    /// <summary>Hides the registration key from logs.</summary>
    public override string ToString() => $"Credentials of vault {Content.VaultName}";
}
