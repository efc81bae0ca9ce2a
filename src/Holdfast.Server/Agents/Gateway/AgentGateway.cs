using System.Net;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Authority;
using Holdfast.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>The agents' port: closed until the first token is made or where agents are enrolled already.</summary>
internal sealed class AgentGateway(GatewayPlace place, Settings settings, Func<IPAddress, int, WebApplication> build, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim turn = new(1, 1);
    private WebApplication? app;

    /// <summary>0 while it is closed.</summary>
    internal int Port { get; private set; }

    /// <summary>Port of the API, from which the gateway's own follows at the first time.</summary>
    internal int ApiPort { get; set; }

    /// <summary>Where agents find it, such as https://backup.example.org:8421.</summary>
    internal string Url => new UriBuilder("https", Name, Port).Uri.GetLeftPart(UriPartial.Authority);

    private string Name => settings.Get(AgentSettings.ServerName) ?? ComputerNames.Find([]).Names[0];

    /// <summary>Opens the port where it is not open yet.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentGatewayClosed"/>.</exception>
    internal async Task Open()
    {
        await turn.WaitAsync();
        try
        {
            if (app is not null) return;
            var address = IPAddress.Parse(settings.Get(AgentSettings.Address)!);
            app = await Start(address);
            Port = new Uri(app.Urls.First()).Port;
            place.Remember(Port);
            log.LogInformation("Agents are awaited on {Address} port {Port}.", address, Port);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (app is null) return;
            using var limit = new CancellationTokenSource(patience);
            await app.StopAsync(limit.Token);
            await app.DisposeAsync();
            (app, Port) = (null, 0);
        }
        finally
        {
            turn.Release();
        }
    }

    // A port that agents know already is never changed by itself: they would not find the server any more.
    private async Task<WebApplication> Start(IPAddress address)
    {
        var configured = settings.Get(AgentSettings.Port) ?? 0;
        if (configured != 0 || place.Port is not null) return await Start(address, configured != 0 ? configured : place.Port!.Value);
        try
        {
            return await Start(address, ApiPort is > 0 and < 65535 ? ApiPort + 1 : 0);
        }
        catch (HoldfastException failure) when (failure.InnerException is IOException)
        {
            log.LogInformation("Port {Port} is taken; agents get another one.", ApiPort + 1);
            return await Start(address, 0);
        }
    }

    private async Task<WebApplication> Start(IPAddress address, int port)
    {
        var candidate = build(address, port);
        try
        {
            await candidate.StartAsync();
            return candidate;
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or AddressInUseException)
        {
            await candidate.DisposeAsync();
            throw new HoldfastException(ErrorCode.AgentGatewayClosed, $"Port {port} on {address} cannot be opened for agents: {failure.Message}", inner: failure as IOException ?? new IOException(failure.Message, failure));
        }
    }
}
