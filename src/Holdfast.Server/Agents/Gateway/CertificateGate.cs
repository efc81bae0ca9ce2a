using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Authority;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>Decides whose certificates are good: during the handshake by signature and time, at every call by the catalog, so that removing an agent takes effect at once.</summary>
internal sealed class CertificateGate(AgentAuthority authority, AgentTable agents, TimeProvider time)
{
    /// <summary>Whether a handshake may go on.</summary>
    internal bool IsOwn(X509Certificate2 certificate) => CertificateRules.IsIssued(certificate, authority.Certificate, CertificateRules.ClientUse, time.GetUtcNow());

    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentAccessDenied"/>, <see cref="ErrorCode.AgentRemoved"/>.</exception>
    internal AgentRow Admit(X509Certificate2? certificate)
    {
        if (certificate is null) throw new HoldfastException(ErrorCode.AgentAccessDenied, "The call came without an agent's certificate.");
        // Again, because a connection may outlive the certificate that it was opened with.
        if (!IsOwn(certificate)) throw new HoldfastException(ErrorCode.AgentAccessDenied, "The certificate is not one of this server's, or has ended.");
        var agent = IsRevoked(certificate.SerialNumber, out var known) ? null : known;
        if (agent is null || AgentCertificates.AgentId(certificate) != agent.Id)
            throw new HoldfastException(ErrorCode.AgentRemoved, "The agent was removed from this server, or its certificate was replaced.");
        return agent;
    }

    internal bool IsRevoked(string serial) => IsRevoked(serial, out _);

    private bool IsRevoked(string serial, out AgentRow? agent) => (agent = agents.ByCertificate(serial)) is null;
}
