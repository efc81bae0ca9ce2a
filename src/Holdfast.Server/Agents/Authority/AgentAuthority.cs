using System.Net;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Certificates;

namespace Holdfast.Server.Agents.Authority;

/// <summary>The server's own certificate authority for agents. Key and certificate lie in one file that only the owner can read.</summary>
internal sealed class AgentAuthority : IDisposable
{
    /// <summary>How long a leaf is good; it is replaced when a third of that is left.</summary>
    internal static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(90);

    private readonly PrivateAuthority authority;

    private AgentAuthority(PrivateAuthority authority)
    {
        this.authority = authority;
        KeyHash = AgentCertificates.KeyHash(authority.Certificate);
    }

    /// <summary>Without its key.</summary>
    internal X509Certificate2 Certificate => authority.Certificate;

    /// <summary>What enrolment tokens carry.</summary>
    internal byte[] KeyHash { get; }

    /// <summary>Reads the authority, or makes it where there is none.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AuthorityUnusable"/>.</exception>
    internal static AgentAuthority Open(string path, TimeProvider time)
    {
        try
        {
            return new AgentAuthority(AuthorityFile.Open(path, "Holdfast agents", time));
        }
        catch (IOException failure)
        {
            throw new HoldfastException(ErrorCode.AuthorityUnusable, failure.Message, inner: failure);
        }
    }

    /// <summary>Signs a certificate for an agent's key. Nothing of the request counts but the key, and that its holder signed it.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>.</exception>
    internal X509Certificate2 IssueForAgent(byte[] certificateRequest, string agentId, string name) =>
        authority.IssueForCaller(certificateRequest, AgentCertificates.AgentUri + agentId, name, LeafLifetime);

    /// <summary>A certificate with key for the gateway; it carries the authority's certificate.</summary>
    internal X509Certificate2 IssueForGateway(string? serverName)
    {
        var (names, addresses) = ComputerNames.Find(serverName is null ? [] : [serverName]);
        return authority.IssueForServer(
            "Holdfast agent gateway", names, addresses, LeafLifetime, new X509Extension(AgentCertificates.AuthorityExtension, Certificate.RawData, critical: false));
    }

    public void Dispose() => authority.Dispose();
}
