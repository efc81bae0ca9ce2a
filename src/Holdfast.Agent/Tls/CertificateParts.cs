using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace Holdfast.Agent.Tls;

/// <summary>Reads certificates without the platform, which may not know their kind of key.</summary>
internal static class CertificateParts
{
    /// <summary>Extension in which the server's certificate carries the one of its authority, so that the first contact can be checked.</summary>
    public const string AuthorityExtension = "2.25.106199480448376388683979990888914550989";

    private const int LargestAuthority = 8 << 10;

    /// <summary>SHA-256 of the SubjectPublicKeyInfo of a certificate (DER).</summary>
    public static byte[] KeyHash(byte[] certificate) => SHA256.HashData(Parse(certificate).SubjectPublicKeyInfo.GetDerEncoded());

    public static byte[]? CarriedAuthority(byte[] certificate)
    {
        var value = Parse(certificate).TbsCertificate.Extensions?.GetExtension(new DerObjectIdentifier(AuthorityExtension))?.Value.GetOctets();
        return value is { Length: <= LargestAuthority } ? value : null;
    }

    private static X509CertificateStructure Parse(byte[] certificate) => X509CertificateStructure.GetInstance(Asn1Object.FromByteArray(certificate));
}
