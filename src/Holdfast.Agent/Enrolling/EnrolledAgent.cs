using System.Security.Cryptography.X509Certificates;
using Holdfast.Agent.Tls;

namespace Holdfast.Agent.Enrolling;

/// <summary>The identity of an enrolled agent.</summary>
/// <param name="Name">Of the production server, as the backup server knows it.</param>
/// <param name="Server">Address of the server's agent port, https.</param>
/// <param name="Identity">Certificate and key.</param>
/// <param name="Authority">The pinned CA of the server, X.509, DER.</param>
public sealed record EnrolledAgent(string AgentId, string Name, Uri Server, TlsIdentity Identity, byte[] Authority)
{
    /// <summary>When the certificate began, and when it ends.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Validity
    {
        get
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Identity.Certificate);
            return (new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        }
    }
}
