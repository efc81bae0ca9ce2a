using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Tests;

/// <summary>One run of a server in this process, over real sockets: from when it is ready until it has stopped.</summary>
internal sealed class HostedServer
{
    private readonly CancellationTokenSource stop = new();

    private HostedServer(ServerOptions options, ServerOutput output, Func<string, Settings, TimeProvider, OpenedEngine> open, TimeProvider time) =>
        Ended = Task.Run(() => ServerHost.Run(options, output, open, time, stop.Token));

    /// <summary>Its exit code.</summary>
    internal Task<int> Ended { get; }

    internal ServerAddress Address { get; private set; } = null!;

    internal string Token { get; private set; } = "";

    internal HoldfastClient Client { get; private set; } = null!;

    internal static async Task<HostedServer> Start(ServerOptions options, ServerOutput output, Func<string, Settings, TimeProvider, OpenedEngine> open, TimeProvider time)
    {
        var before = output.Readies;
        var server = new HostedServer(options, output, open, time);
        while (output.Readies == before)
        {
            if (server.Ended.IsCompleted) await server.Ended;
            await Task.Delay(5);
        }
        server.Address = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(Path.Combine(options.DataDirectory, ServerAddress.FileName)), ApiJson.Default.ServerAddress)!;
        server.Token = (await File.ReadAllTextAsync(Path.Combine(options.DataDirectory, ServerAddress.TokenFileName))).Trim();
        server.Client = new HoldfastClient(new Uri(server.Address.Url), server.Token);
        return server;
    }

    /// <summary>With the engine that it has outside of tests.</summary>
    internal static Task<HostedServer> Start(ServerOptions options, ServerOutput output, TimeProvider time) => Start(options, output, (data, settings, clock) =>
    {
        var engine = HoldfastEngine.Open(new EngineOptions(data), EngineSettings.From(settings), clock);
        return new OpenedEngine(engine, engine.FirstStartMessages);
    }, time);

    internal async Task<int> Stop()
    {
        Client.Dispose();
        await stop.CancelAsync();
        return await Ended;
    }
}
