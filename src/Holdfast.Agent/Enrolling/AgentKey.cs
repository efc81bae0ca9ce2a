using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Enrolling;

/// <summary>An agent's key: made here, and never sent anywhere.</summary>
internal static class AgentKey
{
    internal static ECDsa Create() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>PKCS#10, DER. The name in it is for people; the server puts its own.</summary>
    internal static byte[] Request(ECDsa key, string name)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name.Length <= 64 ? name : name[..64]);
        return new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256).CreateSigningRequest();
    }

    /// <summary>The identity from what the server issued; null where that was not issued by the pinned authority for this agent and this key.</summary>
    internal static EnrolledAgent? Accept(string agentId, string name, Uri server, byte[] certificate, X509Certificate2 authority, ECDsa key, TimeProvider time)
    {
        try
        {
            using var issued = X509CertificateLoader.LoadCertificate(certificate);
            var fits = AgentCertificates.IsIssued(issued, authority, AgentCertificates.ClientUse, time.GetUtcNow()) && AgentCertificates.AgentId(issued) == agentId
                && issued.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
            return fits ? new EnrolledAgent(agentId, name, server, AgentCertificates.WithKey(issued, key), authority) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
