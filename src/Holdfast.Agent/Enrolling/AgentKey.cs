using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Enrolling;

/// <summary>A key that was made here and is never sent anywhere, with the request for its certificate.</summary>
internal sealed class AgentKey
{
    private const int LongestCommonName = 64;
    private readonly byte[] key;

    private AgentKey(byte[] key, byte[] request) => (this.key, Request) = (key, request);

    /// <summary>PKCS#10, DER. The name in it is for people; the server puts its own.</summary>
    internal byte[] Request { get; }

    internal static AgentKey Create(IAgentTls tls, string name)
    {
        var key = tls.CreateKey();
        return new AgentKey(key, tls.CreateSigningRequest(key, name.Length <= LongestCommonName ? name : name[..LongestCommonName]));
    }

    /// <summary>The identity from what the server issued; null where that is not for this agent and this key. Who the server is was checked when it was asked.</summary>
    internal EnrolledAgent? Accept(string agentId, string name, Uri server, byte[] certificate, byte[] authority)
    {
        try
        {
            using var issued = X509CertificateLoader.LoadCertificate(certificate);
            var wanted = CertificateRequest.LoadSigningRequest(Request, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.SkipSignatureValidation).PublicKey.ExportSubjectPublicKeyInfo();
            var fits = AgentCertificates.AgentId(issued) == agentId && issued.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(wanted);
            return fits ? new EnrolledAgent(agentId, name, server, new TlsIdentity(certificate, key), authority) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
