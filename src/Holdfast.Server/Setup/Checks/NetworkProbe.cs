using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Asks the network, each time for a few seconds at most.</summary>
internal sealed class NetworkProbe(TimeProvider time)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(4);

    /// <summary>Compares the clock with the Date of an answer by HTTP; any answer has one, also a refusal.</summary>
    internal async Task<ClockFacts> Clock(Uri? source, CancellationToken cancellation)
    {
        if (source is null) return new ClockFacts(null, null, "no address is configured whose clock could be asked (proxy, or --time-source)");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var client = new HttpClient(ProxySettings.Handler(proxy: null));
            using var request = new HttpRequestMessage(HttpMethod.Head, source);
            var before = time.GetUtcNow();
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var after = time.GetUtcNow();
            if (response.Headers.Date is not { } date) return new ClockFacts(null, source.Authority, $"{source.Authority} does not say what time it is");
            // Whole seconds, and a way there and back: the middle of both is meant.
            return new ClockFacts(before + ((after - before) / 2) - (date + TimeSpan.FromSeconds(0.5)), source.Authority, null);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new ClockFacts(null, source.Authority, $"{source.Authority} does not answer");
        }
    }

    internal static async Task<NetworkFacts> Proxy(string? proxy, string? credentialsFile, CancellationToken cancellation)
    {
        var isConnected = NetworkInterface.GetIsNetworkAvailable();
        if (proxy is null) return new NetworkFacts(isConnected);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            ProxySettings.Of(proxy, credentialsFile);
            var uri = new Uri(proxy);
            using var client = new TcpClient();
            await client.ConnectAsync(uri.Host, uri.Port, limit.Token);
            return new NetworkFacts(isConnected, proxy);
        }
        catch (HoldfastException failure)
        {
            return new NetworkFacts(isConnected, proxy, failure.Message);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new NetworkFacts(isConnected, proxy, failure is SocketException ? failure.Message : $"it does not answer within {patience.TotalSeconds:0} s.");
        }
    }

    internal static IReadOnlyList<PortFacts> Ports(CheckPlan plan)
    {
        var ports = new List<PortFacts>();
        if (plan.ApiPort is { } api) ports.Add(Try(IPAddress.Loopback, api, "API and console"));
        if (plan.AgentPort is { } agents) ports.Add(Try(IPAddress.Any, agents, "agents") with { IsNeeded = false });
        return ports;
    }

    private static PortFacts Try(IPAddress address, int port, string purpose)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return new PortFacts(port, purpose, null);
        }
        catch (SocketException failure)
        {
            return new PortFacts(port, purpose, failure.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "taken", SocketError.AccessDenied => "not allowed to this user", _ => failure.Message,
            });
        }
    }
}
