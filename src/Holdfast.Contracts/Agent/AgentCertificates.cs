using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;

namespace Holdfast.Contracts.Agent;

/// <summary>The rules about certificates that server and agents share. Only the server's own CA counts; what the computer trusts otherwise does not.</summary>
public static class AgentCertificates
{
    /// <summary>
    /// Holds the CA's certificate within the gateway's own, so that an agent that knows no more than the hash of the CA's key can check the whole chain during the handshake.
    /// A private identifier made from a random UUID.
    /// </summary>
    public const string AuthorityExtension = "2.25.106199480448376388683979990888914550989";

    /// <summary>In the subject alternative names of an agent's certificate, followed by its id.</summary>
    public const string AgentUri = "urn:holdfast:agent:";

    private const int LargestAuthority = 8 << 10;

    public static byte[] KeyHash(X509Certificate2 certificate) => SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    /// <summary>The authority that a gateway's certificate carries, or null where there is none that can be read.</summary>
    public static X509Certificate2? CarriedAuthority(X509Certificate2 gateway)
    {
        var extension = gateway.Extensions.FirstOrDefault(candidate => candidate.Oid?.Value == AuthorityExtension);
        if (extension is null || extension.RawData.Length > LargestAuthority) return null;
        try
        {
            return X509CertificateLoader.LoadCertificate(extension.RawData);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The id of the agent that a certificate names, or null.</summary>
    public static string? AgentId(X509Certificate2 certificate) => CertificateRules.NamedBy(certificate, AgentUri);
}
