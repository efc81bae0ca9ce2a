using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Holdfast.Hosting;

/// <summary>The handshake of ports whose callers are known by certificates. A caller may come without one, for enrolment; but not with one that is not ours.</summary>
public static class MutualTls
{
    /// <param name="certificate">The server's own, asked for at each handshake.</param>
    /// <param name="isOwn">Whether a caller's certificate is one that was issued here.</param>
    public static TlsHandshakeCallbackOptions Options(Func<SslStreamCertificateContext> certificate, Func<X509Certificate2, bool> isOwn) =>
        new() { OnConnection = _ => ValueTask.FromResult(Handshake(certificate(), isOwn)), HandshakeTimeout = TimeSpan.FromSeconds(15) };

    private static SslServerAuthenticationOptions Handshake(SslStreamCertificateContext certificate, Func<X509Certificate2, bool> isOwn) => new()
    {
        ServerCertificateContext = certificate,
        ClientCertificateRequired = true,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        AllowTlsResume = false, // every connection shows its certificate
        AllowRenegotiation = false,
        RemoteCertificateValidationCallback = (_, shown, _, _) => shown is null || IsOwn(shown, isOwn),
    };

    private static bool IsOwn(X509Certificate shown, Func<X509Certificate2, bool> isOwn)
    {
        using var copy = shown as X509Certificate2 is null ? X509CertificateLoader.LoadCertificate(shown.GetRawCertData()) : null;
        return isOwn(copy ?? (X509Certificate2)shown);
    }
}
