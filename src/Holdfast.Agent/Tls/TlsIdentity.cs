using System.Security.Cryptography;

namespace Holdfast.Agent.Tls;

/// <summary>
/// Who an agent is to the server: its certificate (X.509, DER) and the private key of it (PKCS#8, DER, ECDSA P-256). Kept as bytes because not every platform
/// can load such a key (docs/adr/0012-managed-tls.md).
/// </summary>
public sealed record TlsIdentity(byte[] Certificate, byte[] PrivateKey)
{
    private const string CertificateLabel = "CERTIFICATE", KeyLabel = "PRIVATE KEY";

    /// <summary>Reads what <see cref="ToPem"/> wrote.</summary>
    /// <exception cref="FormatException">A part is missing, or there is one too many.</exception>
    public static TlsIdentity FromPem(string pem)
    {
        byte[]? certificate = null, key = null;
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label];
            var data = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            if (label is CertificateLabel && certificate is null) certificate = data;
            else if (label is KeyLabel && key is null) key = data;
            else throw new FormatException($"The identity holds a part '{label}' that does not belong there.");
            rest = rest[fields.Location.End..];
        }
        return certificate is null || key is null
            ? throw new FormatException("The identity lacks its certificate or its private key.")
            : new TlsIdentity(certificate, key);
    }

    /// <summary>Both as PEM: a secret, to be kept in a file that only the agent may read.</summary>
    public string ToPem() => PemEncoding.WriteString(CertificateLabel, Certificate) + "\n" + PemEncoding.WriteString(KeyLabel, PrivateKey) + "\n";

    /// <summary>Never the key.</summary>
    public override string ToString() => $"certificate {Convert.ToHexStringLower(SHA256.HashData(Certificate))[..16]}";
}
