using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Certificates;

namespace Holdfast.Server.Agents.Authority;

/// <summary>The certificate that the gateway shows: made when it opens, and again when a third of its life is left. Thread-safe.</summary>
internal sealed class GatewayCertificate(AgentAuthority authority, string? serverName, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<X509Certificate2> made = [];
    private SslStreamCertificateContext? context;
    private DateTimeOffset renewal;

    internal SslStreamCertificateContext Current
    {
        get
        {
            lock (gate)
            {
                if (context is null || time.GetUtcNow() >= renewal) Renew();
                return context!;
            }
        }
    }

    public void Dispose()
    {
        // Earlier ones as well: connections that were opened with them may have lived until now.
        foreach (var certificate in made) certificate.Dispose();
    }

    private void Renew()
    {
        var (names, addresses) = ComputerNames.Find(serverName is null ? [] : [serverName]);
        var certificate = authority.IssueForGateway(names, addresses);
        made.Add(certificate);
        context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        renewal = time.GetUtcNow() + AgentAuthority.LeafLifetime * 2 / 3;
    }
}
