using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>A certificate authority for tests, and what it issues.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset from = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), until = new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Authority of tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        using var signed = request.CreateSelfSigned(from, until);
        Certificate = X509CertificateLoader.LoadCertificate(signed.RawData);
    }

    public X509Certificate2 Certificate { get; }

    public string Text => Convert.ToBase64String(Certificate.RawData);

    /// <summary>A certificate with its key; for the name localhost and 127.0.0.1.</summary>
    public X509Certificate2 Issue(string name, string use, out byte[] privateKey, string host = "localhost", bool withAddress = true)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (withAddress) names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, until, RandomNumberGenerator.GetBytes(12));
        privateKey = own.ExportPkcs8PrivateKey();
        return CertificateRules.WithKey(signed, own);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }
}
