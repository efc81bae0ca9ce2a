using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;
using Holdfast.Vault.Connections;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>
/// Private keys of the certificates that vaults gave this server, each in a file of its own beside the other secrets: a new one never takes the place of the one that a
/// registration still names.
/// </summary>
internal sealed class ClientKeys(EngineOptions options)
{
    /// <param name="certificate">DER, Base64.</param>
    /// <param name="key">PKCS#8.</param>
    internal void Save(string certificate, byte[] key)
    {
        PrivateFile.Write(PathOf(certificate), key);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <exception cref="HoldfastException">The key is gone.</exception>
    internal byte[] Read(VaultMembership membership)
    {
        if (membership.Certificate is { } certificate && PathOf(certificate) is var path && File.Exists(path)) return DurableFile.ReadAll(path, 1 << 16);
        throw new HoldfastException(
            ErrorCode.VaultNotRegistered, $"The key of this server's certificate for the vault '{membership.VaultName}' is missing.", "Register with the vault again: holdfast vault register FILE");
    }

    internal void Forget(VaultMembership membership)
    {
        if (membership.Certificate is { } certificate) File.Delete(PathOf(certificate));
    }

    private string PathOf(string certificate)
    {
        using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(certificate));
        return options.VaultClientKey(Convert.ToHexStringLower(SHA256.HashData(issued.PublicKey.ExportSubjectPublicKeyInfo()))[..16]);
    }
}
