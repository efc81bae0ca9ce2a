using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Certificates;

/// <summary>A certificate authority of one installation (ECDSA P-256): signs its callers' keys and its own server certificates, and nothing else. Whoever has its PEM text is the authority.</summary>
public sealed class PrivateAuthority : IDisposable
{
    private const int Years = 25, LargestRequest = 8 << 10, LongestName = 64;

    // Clocks of callers may be behind.
    private static readonly TimeSpan backdating = TimeSpan.FromHours(1);
    private readonly ECDsa key;
    private readonly TimeProvider time;

    private PrivateAuthority(ECDsa key, X509Certificate2 certificate, TimeProvider time) => (this.key, Certificate, this.time) = (key, certificate, time);

    /// <summary>Without its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <param name="name">A random number is put behind it, so that the authorities of two installations are never taken for each other.</param>
    public static PrivateAuthority Create(string name, TimeProvider time)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject($"{name} {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        using var signed = request.CreateSelfSigned(now - backdating, now.AddYears(Years));
        return new PrivateAuthority(key, X509CertificateLoader.LoadCertificate(signed.RawData), time);
    }

    /// <summary>The authority of an <see cref="ExportPem"/>.</summary>
    /// <exception cref="CryptographicException">It is none, or key and certificate do not belong together.</exception>
    /// <exception cref="ArgumentException">It is no PEM text of a key.</exception>
    public static PrivateAuthority FromPem(string pem, TimeProvider time)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var certificate = X509Certificate2.CreateFromPem(pem);
            if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo())) throw new CryptographicException("Key and certificate do not belong together.");
            return new PrivateAuthority(key, certificate, time);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Key and certificate: a secret.</summary>
    public string ExportPem() => key.ExportPkcs8PrivateKeyPem() + "\n" + Certificate.ExportCertificatePem() + "\n";

    /// <summary>Signs a certificate for a caller's key. Nothing of the request counts but the key, and that its holder signed it.</summary>
    /// <param name="identity">URI that says who the caller is.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>: no request, not signed by its own key, or not a key on P-256.</exception>
    public X509Certificate2 IssueForCaller(byte[] certificateRequest, string identity, string name, TimeSpan lifetime)
    {
        var request = new CertificateRequest(Subject(name), KeyOf(certificateRequest), HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(identity));
        request.CertificateExtensions.Add(names.Build());
        return Sign(request, CertificateRules.ClientUse, lifetime);
    }

    /// <summary>A certificate with key for a server of this installation.</summary>
    public X509Certificate2 IssueForServer(string name, IEnumerable<string> dnsNames, IEnumerable<IPAddress> addresses, TimeSpan lifetime, X509Extension? carried = null)
    {
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(name), serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var dnsName in dnsNames) names.AddDnsName(dnsName);
        foreach (var address in addresses) names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        if (carried is not null) request.CertificateExtensions.Add(carried);
        using var signed = Sign(request, CertificateRules.ServerUse, lifetime);
        return CertificateRules.WithKey(signed, serverKey);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }

    // LoadSigningRequest checks the request's signature: whoever sends it has the key.
    private static PublicKey KeyOf(byte[] certificateRequest)
    {
        try
        {
            if (certificateRequest.Length > LargestRequest) throw new CryptographicException("It is too long.");
            var publicKey = CertificateRequest.LoadSigningRequest(certificateRequest, HashAlgorithmName.SHA256).PublicKey;
            using var callersKey = publicKey.GetECDsaPublicKey() ?? throw new CryptographicException("The key is not an elliptic curve key.");
            if (callersKey.ExportParameters(false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value) throw new CryptographicException("The key is not on the curve P-256.");
            return publicKey;
        }
        catch (CryptographicException failure)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The certificate request is not acceptable: {failure.Message}", inner: failure);
        }
    }

    private X509Certificate2 Sign(CertificateRequest request, string use, TimeSpan lifetime)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = time.GetUtcNow();
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        return request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - backdating, now + lifetime, serial);
    }

    private static X500DistinguishedName Subject(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name.Length <= LongestName ? name : name[..LongestName]);
        return builder.Build();
    }
}
