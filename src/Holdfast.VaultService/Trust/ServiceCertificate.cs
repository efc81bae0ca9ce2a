using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.VaultService.Trust;

/// <summary>The certificate that the service shows: made at the start, and again when a third of its life is left; its key is in memory only. Thread-safe.</summary>
internal sealed class ServiceCertificate(VaultAuthority authority, IReadOnlyList<string> hostNames, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan lifetime = TimeSpan.FromDays(90);
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

    /// <summary>Whether it is one of this process's own, byte for byte.</summary>
    internal bool IsOwn(X509Certificate shown)
    {
        var raw = shown.GetRawCertData();
        lock (gate) return made.Exists(certificate => certificate.RawDataMemory.Span.SequenceEqual(raw));
    }

    public void Dispose()
    {
        // Earlier ones as well: connections that were opened with them may have lived until now.
        foreach (var certificate in made) certificate.Dispose();
    }

    private void Renew()
    {
        var certificate = authority.IssueForService(hostNames, lifetime);
        made.Add(certificate);
        context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        renewal = time.GetUtcNow() + lifetime * 2 / 3;
    }
}
