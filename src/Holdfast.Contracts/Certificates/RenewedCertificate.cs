using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Contracts.Certificates;

/// <summary>The certificate that a listener shows: made at first use, and again when a third of its life is left; its key is in memory only. Thread-safe.</summary>
/// <param name="issue">Gives one that is good for <paramref name="lifetime"/> from now.</param>
public sealed class RenewedCertificate(Func<X509Certificate2> issue, TimeSpan lifetime, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<X509Certificate2> made = [];
    private SslStreamCertificateContext? context;
    private DateTimeOffset renewal;

    public SslStreamCertificateContext Current
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

    /// <summary>Whether it is one that was shown, byte for byte.</summary>
    public bool IsOwn(X509Certificate shown)
    {
        ArgumentNullException.ThrowIfNull(shown);
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
        var certificate = issue();
        made.Add(certificate);
        context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        renewal = time.GetUtcNow() + lifetime * 2 / 3;
    }
}
