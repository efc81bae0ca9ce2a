using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Agent.Tests.Tls;

/// <summary>An authority as the server has one, made for one test.</summary>
internal sealed class TestAuthority : IDisposable
{
    internal static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 certificate;

    internal TestAuthority(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        certificate = request.CreateSelfSigned(Start.AddYears(-1), Start.AddYears(20));
    }

    internal byte[] KeyHash => SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    internal byte[] Bytes => certificate.RawData;

    /// <summary>A certificate with its key, for serving unless it says otherwise.</summary>
    internal X509Certificate2 Issue(string purpose = "1.3.6.1.5.5.7.3.1", int firstDay = -1, int lastDay = 3650, bool carriesAuthority = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=backup.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("backup.example");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        Add(request, purpose);
        if (carriesAuthority) request.CertificateExtensions.Add(new X509Extension("2.25.106199480448376388683979990888914550989", Bytes, false));
        using var issued = Sign(request, firstDay, lastDay);
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>What the server does with an agent's request, which it checks.</summary>
    internal byte[] IssueTo(byte[] signingRequest)
    {
        var request = CertificateRequest.LoadSigningRequest(signingRequest, HashAlgorithmName.SHA256);
        Add(request, "1.3.6.1.5.5.7.3.2");
        using var issued = Sign(request, -1, 3650);
        return issued.RawData;
    }

    public void Dispose() => certificate.Dispose();

    private X509Certificate2 Sign(CertificateRequest request, int firstDay, int lastDay) =>
        request.Create(certificate, Start.AddDays(firstDay), Start.AddDays(lastDay), RandomNumberGenerator.GetBytes(9));

    private static void Add(CertificateRequest request, string purpose) =>
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(new OidCollection { new Oid(purpose) }, false));
}
