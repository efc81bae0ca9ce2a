using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;

namespace Holdfast.Server;

/// <summary>The backup server: REST API, catalog, jobs, and the engine behind them, in this process.</summary>
public static class HoldfastServer
{
    /// <summary>
    /// Runs until the token is cancelled, the process is told to end, or someone asks for a shutdown. Writes to <paramref name="output"/> what a first start has made
    /// and, when it listens, "Holdfast is ready: http://127.0.0.1:N".
    /// </summary>
    /// <returns>The process's exit code: 0 after a clean stop.</returns>
    /// <exception cref="HoldfastException">The server could not start: data folder in use, port in use, pool or catalog not usable.</exception>
    public static Task<int> RunAsync(ServerOptions options, TextWriter output, CancellationToken stop) =>
        ServerHost.Run(options, output, OpenEngine, TimeProvider.System, stop);

    private static OpenedEngine OpenEngine(string dataDirectory, Settings settings, TimeProvider time)
    {
        var engine = HoldfastEngine.Open(new EngineOptions(dataDirectory), EngineSettings.From(settings), time);
        return new OpenedEngine(engine, engine.FirstStartMessages);
    }
}
