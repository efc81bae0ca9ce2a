using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Control;

/// <summary>
/// Talks to the one server that an agent knows: TLS in which the server's certificate must come from the pinned authority. What the computer trusts otherwise does not
/// count, and neither do names: the authority signs nothing but its own gateway for this use.
/// </summary>
internal static class ServerPin
{
    private const int StreamWindow = 4 << 20;
    private static readonly TimeSpan connectPatience = TimeSpan.FromSeconds(15), pingDelay = TimeSpan.FromSeconds(60), pingTimeout = TimeSpan.FromSeconds(30);

    /// <param name="certificate">With its key; null for enrolment.</param>
    internal static SocketsHttpHandler Handler(Uri server, Func<X509Certificate2, bool> isServer, X509Certificate2? certificate) => new()
    {
        UseProxy = !server.IsLoopback,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = connectPatience,
        EnableMultipleHttp2Connections = true,
        InitialHttp2StreamWindowSize = StreamWindow,
        KeepAlivePingDelay = pingDelay,
        KeepAlivePingTimeout = pingTimeout,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
            RemoteCertificateValidationCallback = (_, shown, _, _) => Check(shown, isServer),
        },
    };

    internal static bool IsIssuedBy(X509Certificate2 shown, X509Certificate2 authority, TimeProvider time) =>
        AgentCertificates.IsIssued(shown, authority, AgentCertificates.ServerUse, time.GetUtcNow());

    private static bool Check(X509Certificate? shown, Func<X509Certificate2, bool> isServer)
    {
        if (shown is null) return false;
        if (shown is X509Certificate2 certificate) return isServer(certificate);
        using var copy = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return isServer(copy);
    }
}
