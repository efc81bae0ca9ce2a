using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Vault.Remote;

/// <summary>The connections with a vault service.</summary>
internal static class VaultHandler
{
    /// <param name="identity">With its key; null for who has none yet.</param>
    public static SocketsHttpHandler Create(RemoteVaultOptions options, ServiceTrust trust, X509Certificate2? identity) => new()
    {
        Proxy = options.Proxy,
        UseProxy = options.Proxy is not null,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxConnectionsPerServer = options.Connections,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        ConnectTimeout = options.Retry.Connecting,
        ResponseDrainTimeout = TimeSpan.Zero,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        PooledConnectionLifetime = TimeSpan.FromMinutes(30),
        ConnectCallback = (context, cancellation) => Connect(context.DnsEndPoint, options.Retry.Patience, cancellation),
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = trust.Check,
            ClientCertificateContext = identity is null ? null : SslStreamCertificateContext.Create(identity, additionalCertificates: null, offline: true),
        },
    };

    // Reading a body is synchronous and cannot be cancelled, so the socket itself must notice that nothing comes.
    private static async ValueTask<Stream> Connect(DnsEndPoint address, TimeSpan patience, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellation);
            socket.ReceiveTimeout = socket.SendTimeout = (int)Math.Min(patience.TotalMilliseconds, int.MaxValue);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
