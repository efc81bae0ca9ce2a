using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Holdfast.Contracts.Certificates;
using Holdfast.Server.Agents.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint.Listening;

/// <summary>Builds the web host of the endpoint's port: HTTP/1.1 over TLS and nothing else, one handler, bounds on all that a caller can send or hold.</summary>
internal sealed class EndpointHost(RenewedCertificate certificate, RequestDelegate handler, ILogger log)
{
    private const int MostConnections = 1024, LongestLine = 16 << 10, LongestHeaders = 32 << 10, MostHeaders = 64;

    internal WebApplication Build(IPAddress address, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "holdfast" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limit(kestrel.Limits);
            kestrel.Listen(address, port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Handshake()), HandshakeTimeout = TimeSpan.FromSeconds(15) });
            });
        });
        builder.Logging.ClearProviders().AddProvider(new GatewayLog(log)).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, GatewayBlocks>();
        var app = builder.Build();
        app.Run(handler);
        return app;
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = MostConnections;
        limits.MaxRequestBodySize = null; // each request has a bound of its own, checked before anything is read
        limits.MaxRequestBufferSize = 1 << 20;
        limits.MaxRequestLineSize = LongestLine;
        limits.MaxRequestHeadersTotalSize = LongestHeaders;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MinResponseDataRate = null; // a recovery that prepares files reads nothing for a while
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    private SslServerAuthenticationOptions Handshake() => new()
    {
        ServerCertificateContext = certificate.Current,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        AllowRenegotiation = false,
    };
}
