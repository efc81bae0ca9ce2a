using Holdfast.Agent.Tls;

namespace Holdfast.Agent.Control;

/// <summary>Connections to the agents' port of one server, which is known by its authority; several at a time where one has no more streams.</summary>
internal static class GatewayHandler
{
    private const int StreamWindow = 4 << 20;
    private static readonly TimeSpan connectPatience = TimeSpan.FromSeconds(15), pingDelay = TimeSpan.FromSeconds(60), pingTimeout = TimeSpan.FromSeconds(30);

    /// <param name="identity">Null at enrolment.</param>
    internal static SocketsHttpHandler Create(IAgentTls tls, TlsIdentity? identity, ServerTrust trust)
    {
        var handler = tls.CreateHandler(identity, trust);
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.ConnectTimeout = connectPatience;
        handler.EnableMultipleHttp2Connections = true;
        handler.InitialHttp2StreamWindowSize = StreamWindow;
        handler.KeepAlivePingDelay = pingDelay;
        handler.KeepAlivePingTimeout = pingTimeout;
        handler.PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan;
        return handler;
    }

    /// <summary>The server's address as handlers of this kind want it.</summary>
    internal static Uri Address(IAgentTls tls, Uri server) => new UriBuilder(tls.Scheme, server.Host, server.Port).Uri;
}
