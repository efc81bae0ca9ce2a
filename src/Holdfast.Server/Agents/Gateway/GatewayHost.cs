using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents.Authority;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>Builds the web host of the agents' port: HTTP/2 over TLS and nothing else, with bounds on all that a caller can send or hold.</summary>
internal sealed class GatewayHost(CertificateGate certificates, GatewayCertificate certificate, IReadOnlyList<GatewayPart> parts, ILogger log)
{
    private const int StreamWindow = 4 << 20, ConnectionWindow = 16 << 20;
    private const int MostConnections = 4096, MostStreams = 64;

    private static readonly TimeSpan pingDelay = TimeSpan.FromSeconds(60), pingTimeout = TimeSpan.FromSeconds(30);

    internal WebApplication Build(IPAddress address, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "holdfast" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowAlternateSchemes = true; // agents with TLS of their own name their addresses http (docs/adr/0012-managed-tls.md)
            Limit(kestrel.Limits);
            kestrel.Listen(address, port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http2;
                endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Handshake()), HandshakeTimeout = TimeSpan.FromSeconds(15) });
            });
        });
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Logging.ClearProviders().AddProvider(new GatewayLog(log)).AddFilter("Grpc", LogLevel.Error).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, GatewayBlocks>();
        builder.Services.AddGrpc(Limit);
        builder.Services.AddSingleton(certificates).AddSingleton(new GatewayFailures(log));
        foreach (var part in parts) part.Register(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        foreach (var part in parts) part.Map(app);
        return app;
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = MostConnections;
        limits.MaxRequestBodySize = null; // streams live for as long as their agents; messages are bounded by gRPC
        limits.MinRequestBodyDataRate = null; // and a control stream is silent most of the time
        limits.MinResponseDataRate = null;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.Http2.MaxStreamsPerConnection = MostStreams;
        limits.Http2.InitialStreamWindowSize = StreamWindow;
        limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
        limits.Http2.KeepAlivePingDelay = pingDelay;
        limits.Http2.KeepAlivePingTimeout = pingTimeout;
    }

    private static void Limit(GrpcServiceOptions options)
    {
        options.MaxReceiveMessageSize = DataLimits.LargestMessage;
        options.MaxSendMessageSize = DataLimits.LargestMessage;
        options.EnableDetailedErrors = false;
        options.CompressionProviders.Clear();
        options.Interceptors.Add<GatewayFailures>();
    }

    // A caller may come without a certificate, for enrolment; but not with one that is not ours.
    private SslServerAuthenticationOptions Handshake() => new()
    {
        ServerCertificateContext = certificate.Current,
        ClientCertificateRequired = true,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        AllowTlsResume = false, // every connection shows its certificate
        AllowRenegotiation = false,
        RemoteCertificateValidationCallback = (_, shown, _, _) => shown is null || IsOwn(shown),
    };

    private bool IsOwn(X509Certificate shown)
    {
        using var copy = shown as X509Certificate2 is null ? X509CertificateLoader.LoadCertificate(shown.GetRawCertData()) : null;
        return certificates.IsOwn(copy ?? (X509Certificate2)shown);
    }
}
