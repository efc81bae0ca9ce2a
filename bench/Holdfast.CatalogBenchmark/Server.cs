using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Server;
using Holdfast.Server.Hosting;
using Holdfast.Server.Tests;

namespace Holdfast.CatalogBenchmark;

/// <summary>A server in this process over a pool that is none; its API is called over sockets.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task<int> run;

    private Server(Task<int> run, CancellationTokenSource stop, HoldfastClient client) => (this.run, this.stop, Client) = (run, stop, client);

    internal HoldfastClient Client { get; }

    /// <summary>Starts it and returns as soon as it answers.</summary>
    internal static async Task<Server> Start(string data, string? catalog, FakePool pool)
    {
        var stop = new CancellationTokenSource();
        var run = Task.Run(() => ServerHost.Run(
            new ServerOptions(data, 0) { Catalog = catalog }, TextWriter.Null, (_, _, clock) =>
            {
                var engine = new FakeEngine(pool, clock)
                {
                    // Jobs wait until the server stops: it is the queue that is looked at.
                    OnBackup = (_, _, cancellation) =>
                    {
                        cancellation.WaitHandle.WaitOne();
                        throw new OperationCanceledException(cancellation);
                    },
                };
                return new OpenedEngine(engine, []);
            }, TimeProvider.System, stop.Token));
        var file = Path.Combine(data, ServerAddress.FileName);
        while (!File.Exists(file))
        {
            if (run.IsCompleted) await run;
            await Task.Delay(1);
        }
        var address = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(file), ApiJson.Default.ServerAddress)!;
        var client = new HoldfastClient(new Uri(address.Url), await File.ReadAllTextAsync(Path.Combine(data, ServerAddress.TokenFileName)));
        await client.Ready();
        return new Server(run, stop, client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await stop.CancelAsync();
        await run;
        stop.Dispose();
    }
}
