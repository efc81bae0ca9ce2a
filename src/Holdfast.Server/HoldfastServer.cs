using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup;
using Holdfast.Server.Setup.Checks;
using Holdfast.Server.Setup.Hosting;
using Holdfast.Store.Durability;

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
    public static Task<int> RunAsync(ServerOptions options, TextWriter output, CancellationToken stop) => RunAsync(options, output, TimeProvider.System, stop);

    /// <summary>
    /// The same, where the data folder is set up; otherwise a setup listens first, with a link that is written to <paramref name="output"/>, and when it has installed a
    /// server, that one goes on in this process and on the same port.
    /// </summary>
    /// <returns>The process's exit code: 0 after a clean stop, also of the setup.</returns>
    /// <exception cref="HoldfastException">As <see cref="RunAsync(ServerOptions, TextWriter, CancellationToken)"/>.</exception>
    public static async Task<int> RunWithSetupAsync(ServerOptions options, TextWriter output, CancellationToken stop)
    {
        // The wizard's pages come here: new SetupPages(builder => …, app => …).
        var port = await SetupHost.Run(options, output, Tools(TimeProvider.System), pages: null, stop);
        return port is null ? 0 : await RunAsync(options with { Port = port.Value }, output, TimeProvider.System, stop);
    }

    /// <summary>What an installation works with when it is one.</summary>
    internal static InstallTools Tools(TimeProvider time) => new(OpenEngine, new MachineProbe(time), time, FailPoint.Reach);

    private static Task<int> RunAsync(ServerOptions options, TextWriter output, TimeProvider time, CancellationToken stop) =>
        ServerHost.Run(options, output, (dataDirectory, settings, clock) => OpenEngine(EngineOptions.Of(dataDirectory, settings), settings, clock), time, stop);

    private static OpenedEngine OpenEngine(EngineOptions options, Settings settings, TimeProvider time)
    {
        var engine = HoldfastEngine.Open(options, EngineSettings.From(settings), time);
        return new OpenedEngine(engine, engine.FirstStartMessages);
    }
}
