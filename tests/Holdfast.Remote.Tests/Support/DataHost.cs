using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Agents.Logs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Remote.Tests.Support;

/// <summary>The data service on a socket of loopback, without TLS. A header stands for the certificate.</summary>
internal sealed class DataHost : IAsyncDisposable
{
    private const string AgentHeader = "agent";
    private readonly WebApplication app;

    private DataHost(WebApplication app, int port) => (this.app, Port) = (app, port);

    public int Port { get; }

    public static async Task<DataHost> Start(RemoteAttempts attempts, IngestThreads threads, AwaitedLogs logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = DataLimits.LargestMessage);
        builder.Services.AddSingleton(new AgentDataService(attempts, threads, context => context.RequestHeaders.GetValue(AgentHeader)!, logs));
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<AgentDataService>();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new DataHost(app, new Uri(address).Port);
    }

    public static GrpcChannel Channel(int port, string agentId)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, KeepAlivePingDelay = TimeSpan.FromSeconds(1), KeepAlivePingTimeout = TimeSpan.FromSeconds(1) };
        return GrpcChannel.ForAddress($"http://127.0.0.1:{port}", new GrpcChannelOptions
        {
            HttpHandler = new AgentHandler(agentId) { InnerHandler = handler }, DisposeHttpClient = true, MaxReceiveMessageSize = DataLimits.LargestMessage,
        });
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private sealed class AgentHandler(string agentId) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add(AgentHeader, agentId);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
