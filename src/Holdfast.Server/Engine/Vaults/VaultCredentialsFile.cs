using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>A credentials file as it was given, and what it says. Whether it is good is for the vault to say.</summary>
internal sealed class VaultCredentialsFile
{
    private const int LargestFile = 64 << 10;

    private VaultCredentialsFile(byte[] bytes, VaultCredentials content) => (Bytes, Content) = (bytes, content);

    internal byte[] Bytes { get; }

    internal VaultCredentials Content { get; }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.InvalidVaultCredentials"/>.</exception>
    internal static VaultCredentialsFile Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            if (file.Length <= LargestFile && JsonSerializer.Deserialize(file.Span, VaultJson.Default.VaultCredentials) is
                { Format: VaultCredentials.FormatName, Version: VaultCredentials.CurrentVersion, VaultId: not null, VaultName: not null, Address: not null } content)
                return new VaultCredentialsFile(file.ToArray(), content);
        }
        catch (JsonException error)
        {
            throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "This is not a vault credentials file.", inner: error);
        }
        throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "This is not a vault credentials file, or one of another version.");
    }

    /// <summary>Hides the registration key from logs.</summary>
    public override string ToString() => $"Credentials of vault {Content.VaultName}";
}
