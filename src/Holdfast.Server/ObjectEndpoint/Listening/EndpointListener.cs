using System.Net;
using System.Net.Sockets;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Gateway;
using Holdfast.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint.Listening;

/// <summary>
/// Keeps the port open while somebody needs it, and a little longer, so that runs that follow each other use the same connections. Outside of backups nothing listens.
/// </summary>
internal sealed class EndpointListener(GatewayPlace place, Settings settings, Func<IPAddress, int, WebApplication> build, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>How long the port stays open after the last bucket.</summary>
    internal static readonly TimeSpan Lingering = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim turn = new(1, 1);
    private WebApplication? app;
    private ITimer? closing;
    private int users;

    /// <summary>0 while it is closed.</summary>
    internal int Port { get; private set; }

    /// <summary>Port of the API, from which the endpoint's own follows at the first time.</summary>
    internal int ApiPort { get; set; }

    /// <summary>Under which database servers reach this one.</summary>
    internal string Host => settings.Get(ObjectEndpointSettings.ServerName) ?? settings.Get(AgentSettings.ServerName) ?? ComputerNames.Find([]).Names[0];

    /// <summary>The port that it has, had, or is to have; 0 where that shows at the first time.</summary>
    internal int KnownPort => Port != 0 ? Port : settings.Get(ObjectEndpointSettings.Port) is > 0 and var configured ? configured : place.Port ?? 0;

    /// <summary>Opens the port where it is not open. Each call has its <see cref="Leave"/>.</summary>
    /// <returns>Host and port, as addresses have it.</returns>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ObjectEndpointClosed"/>.</exception>
    internal string Enter()
    {
        turn.Wait();
        try
        {
            closing?.Dispose();
            closing = null;
            if (app is null) Open().GetAwaiter().GetResult();
            users++;
            return new UriBuilder("https", Host, Port).Uri is var uri && uri.IsDefaultPort ? $"{uri.Host}:{uri.Port}" : uri.Authority;
        }
        finally
        {
            turn.Release();
        }
    }

    internal void Leave()
    {
        turn.Wait();
        try
        {
            if (--users > 0 || app is null) return;
            closing?.Dispose();
            closing = time.CreateTimer(_ => Closing = CloseUnused(), null, Lingering, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The last closing of an unused port.</summary>
    internal Task Closing { get; private set; } = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (closing is not null) await closing.DisposeAsync();
            await Close();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task CloseUnused()
    {
        await turn.WaitAsync();
        try
        {
            if (users == 0) await Close();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Close()
    {
        if (app is null) return;
        var closed = app;
        (app, Port) = (null, 0);
        using var limit = new CancellationTokenSource(patience);
        await closed.StopAsync(limit.Token);
        await closed.DisposeAsync();
        log.LogInformation("The object endpoint's port was closed.");
    }

    private async Task Open()
    {
        var address = IPAddress.Parse(settings.Get(ObjectEndpointSettings.Address)!);
        app = await Start(address);
        Port = new Uri(app.Urls.First()).Port;
        place.Remember(Port);
        log.LogInformation("Database servers are awaited on {Address} port {Port}.", address, Port);
    }

    // A port that firewalls know already is never changed by itself.
    private async Task<WebApplication> Start(IPAddress address)
    {
        if (KnownPort != 0) return await Start(address, KnownPort);
        try
        {
            return await Start(address, ApiPort is > 0 and < 65534 ? ApiPort + 2 : 0);
        }
        catch (HoldfastException failure) when (failure.InnerException is IOException)
        {
            log.LogInformation("Port {Port} is taken; the object endpoint gets another one.", ApiPort + 2);
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
        catch (Exception failure) when (failure is IOException or SocketException or AddressInUseException)
        {
            await candidate.DisposeAsync();
            throw new HoldfastException(
                ErrorCode.ObjectEndpointClosed, $"Port {port} on {address} cannot be opened for database servers: {failure.Message}", inner: failure as IOException ?? new IOException(failure.Message, failure));
        }
    }
}
