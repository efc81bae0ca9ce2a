using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;

namespace Holdfast.Vault.Remote;

/// <summary>The key of a server in a vault: made here, never sent.</summary>
internal static class ServerKey
{
    /// <summary>A new key (PKCS#8), and the request for its certificate (PKCS#10, DER).</summary>
    public static (byte[] Key, byte[] Request) Create(string serverId)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={serverId}", key, HashAlgorithmName.SHA256);
        return (key.ExportPkcs8PrivateKey(), request.CreateSigningRequest());
    }

    /// <summary>Whether a certificate (DER, Base64) is for a key.</summary>
    public static bool Fits(string certificate, byte[] key)
    {
        try
        {
            using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(certificate));
            using var own = ECDsa.Create();
            own.ImportPkcs8PrivateKey(key, out _);
            return issued.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own.ExportSubjectPublicKeyInfo());
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultNotRegistered"/>: certificate or key cannot be read, or do not belong together.</exception>
    public static X509Certificate2 Join(string certificate, ReadOnlySpan<byte> key)
    {
        try
        {
            using var issued = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(certificate));
            using var own = ECDsa.Create();
            own.ImportPkcs8PrivateKey(key, out _);
            return CertificateRules.WithKey(issued, own);
        }
        catch (Exception error) when (error is CryptographicException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server's certificate for the vault, or its key, cannot be read.", "Register with the vault again.", error);
        }
    }
}
