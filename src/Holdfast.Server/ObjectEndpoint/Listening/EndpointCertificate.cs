using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Server.ObjectEndpoint.Listening;

/// <summary>The certificate that the endpoint shows: made when it opens first, and again when a third of its life is left. Thread-safe.</summary>
internal sealed class EndpointCertificate(EndpointAuthority authority, string? serverName, TimeProvider time) : IDisposable
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
        var certificate = authority.Issue(serverName);
        made.Add(certificate);
        context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        renewal = time.GetUtcNow() + EndpointAuthority.LeafLifetime * 2 / 3;
    }
}
