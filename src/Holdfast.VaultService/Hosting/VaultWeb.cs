using System.Net;
using Holdfast.Contracts.Certificates;
using Holdfast.Hosting;
using Holdfast.VaultService.Transfer;
using Holdfast.VaultService.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Hosting;

/// <summary>Builds the web host of the vault service: HTTPS on one port, with bounds on all that a caller can send or hold.</summary>
/// <param name="portal">The pages of the vaults' owner; null: there are none.</param>
internal sealed class VaultWeb(VaultAuthority authority, RenewedCertificate certificate, ICallerSource callers, FileLog log, VaultPortal? portal = null)
{
    private const int MostConnections = 1024, MostStreams = 64, StreamWindow = 4 << 20, ConnectionWindow = 16 << 20;

    internal WebApplication Build(IPAddress address, int port)
    {
        // Empty: no configuration files and no environment variables can open other ports or change limits.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "holdfast" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Limit(kestrel.Limits);
            kestrel.Listen(address, port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1AndHttp2;
                endpoint.UseHttps(MutualTls.Options(() => certificate.Current, authority.IsOwn));
            });
        });
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, ServiceBlocks>();
        builder.Services.AddRoutingCore();
        portal?.AddTo(builder.Services);
        builder.Logging.ClearProviders().AddProvider(log).AddFilter("Microsoft", LogLevel.Warning).SetMinimumLevel(LogLevel.Information);
        var app = builder.Build();
        app.Use(next => new VaultAnswers(next, log.CreateLogger("Vault")).Invoke);
        portal?.UseIn(app);
        app.Use(next => context => TransferGuard.Invoke(context, next));
        app.UseRouting();
        app.Use(next => new CallerGuard(next, callers).Invoke);
        return app;
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = VaultRouteRule.StandardBody; // routes that take blobs take more
        limits.MaxConcurrentConnections = MostConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.Http2.MaxStreamsPerConnection = MostStreams;
        limits.Http2.InitialStreamWindowSize = StreamWindow;
        limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
    }
}
