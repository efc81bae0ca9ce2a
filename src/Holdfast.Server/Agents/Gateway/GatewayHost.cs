using System.Net;
using Grpc.AspNetCore.Server;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Certificates;
using Holdfast.Hosting;
using Holdfast.Server.Agents.Authority;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>Builds the web host of the agents' port: HTTP/2 over TLS and nothing else, with bounds on all that a caller can send or hold.</summary>
internal sealed class GatewayHost(CertificateGate certificates, RenewedCertificate certificate, IReadOnlyList<GatewayPart> parts, ILogger log)
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
                endpoint.UseHttps(MutualTls.Options(() => certificate.Current, certificates.IsOwn));
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
}
