using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Agents.Authority;

/// <summary>The server's own certificate authority for agents. Key and certificate lie in one file that only the owner can read.</summary>
internal sealed class AgentAuthority : IDisposable
{
    /// <summary>How long a leaf is good; it is replaced when a third of that is left.</summary>
    internal static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(90);

    private const int LongestFile = 64 << 10, Years = 25;

    // Clocks of agents may be behind.
    private static readonly TimeSpan backdating = TimeSpan.FromHours(1);
    private readonly ECDsa key;
    private readonly TimeProvider time;

    private AgentAuthority(ECDsa key, X509Certificate2 certificate, TimeProvider time)
    {
        (this.key, Certificate, this.time) = (key, certificate, time);
        KeyHash = AgentCertificates.KeyHash(certificate);
    }

    /// <summary>Without its key.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>What enrolment tokens carry.</summary>
    internal byte[] KeyHash { get; }

    /// <summary>Reads the authority, or makes it where there is none.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AuthorityUnusable"/>.</exception>
    internal static AgentAuthority Open(string path, TimeProvider time)
    {
        if (!File.Exists(path)) return Create(path, time);
        var key = ECDsa.Create();
        try
        {
            var pem = System.Text.Encoding.ASCII.GetString(DurableFile.ReadAll(path, LongestFile));
            key.ImportFromPem(pem);
            var certificate = X509Certificate2.CreateFromPem(pem);
            if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo())) throw new CryptographicException("Key and certificate do not belong together.");
            return new AgentAuthority(key, certificate, time);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new HoldfastException(ErrorCode.AuthorityUnusable, $"{path} cannot be used: {failure.Message}", inner: failure);
        }
    }

    /// <summary>Signs a certificate for an agent's key. Nothing of the request counts but the key, and that its holder signed it.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>.</exception>
    internal X509Certificate2 IssueForAgent(byte[] certificateRequest, string agentId, string name)
    {
        PublicKey publicKey;
        try
        {
            publicKey = CertificateRequest.LoadSigningRequest(certificateRequest, HashAlgorithmName.SHA256).PublicKey;
            using var agentKey = publicKey.GetECDsaPublicKey() ?? throw new CryptographicException("The key is not an elliptic curve key.");
            if (agentKey.ExportParameters(false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value) throw new CryptographicException("The key is not on the curve P-256.");
        }
        catch (CryptographicException failure)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The certificate request is not acceptable: {failure.Message}", inner: failure);
        }
        var request = new CertificateRequest(Subject(name), publicKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(AgentCertificates.AgentUri + agentId));
        request.CertificateExtensions.Add(names.Build());
        return Sign(request, AgentCertificates.ClientUse);
    }

    /// <summary>A certificate with key for the gateway; it carries the authority's certificate.</summary>
    internal X509Certificate2 IssueForGateway(IReadOnlyCollection<string> dnsNames, IReadOnlyCollection<System.Net.IPAddress> addresses)
    {
        using var gatewayKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject("Holdfast agent gateway"), gatewayKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in dnsNames) names.AddDnsName(name);
        foreach (var address in addresses) names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509Extension(AgentCertificates.AuthorityExtension, Certificate.RawData, critical: false));
        using var signed = Sign(request, AgentCertificates.ServerUse);
        return AgentCertificates.WithKey(signed, gatewayKey);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }

    private static AgentAuthority Create(string path, TimeProvider time)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // A serial number in the name, so that the authorities of two installations are never taken for each other.
        var request = new CertificateRequest(Subject($"Holdfast agents {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        using var signed = request.CreateSelfSigned(now - backdating, now.AddYears(Years));
        var pem = key.ExportPkcs8PrivateKeyPem() + "\n" + signed.ExportCertificatePem() + "\n";
        PrivateFile.Write(path, System.Text.Encoding.ASCII.GetBytes(pem));
        return new AgentAuthority(key, X509CertificateLoader.LoadCertificate(signed.RawData), time);
    }

    private X509Certificate2 Sign(CertificateRequest request, string use)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = time.GetUtcNow();
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        return request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - backdating, now + LeafLifetime, serial);
    }

    private static X500DistinguishedName Subject(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name.Length <= 64 ? name : name[..64]);
        return builder.Build();
    }
}
