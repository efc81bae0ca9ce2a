using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup;
using Holdfast.Server.Setup.Checks;
using Holdfast.Server.Setup.Hosting;
using Holdfast.Server.Setup.Unattended;
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
        using var directory = DataDirectory.Claim(options.DataDirectory);
        var port = await SetupHost.Run(directory, options, output, Tools(TimeProvider.System), stop);
        return port is null ? 0 : await RunAsync(options with { Port = port.Value }, output, TimeProvider.System, stop, directory);
    }

    /// <summary>Installs a server from an answer file and ends; it runs with the next start.</summary>
    /// <param name="answerFile">An INI file, docs/install.md.</param>
    /// <param name="warn">Told what in the file was not used.</param>
    /// <exception cref="HoldfastException">Nothing is installed, save where only the vault refused to register the server: the message says so.</exception>
    public static Task<SetupState> InstallAsync(ServerOptions options, string answerFile, Action<string> warn, CancellationToken stop)
    {
        string text;
        try
        {
            if (new FileInfo(answerFile).Length > IniFile.LongestText) throw new HoldfastException(ErrorCode.SetupAnswersWrong, $"{answerFile} is too long.");
            text = File.ReadAllText(answerFile);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.SetupAnswersWrong, $"{answerFile} cannot be read: {failure.Message}", inner: failure);
        }
        return UnattendedSetup.Run(options, new AnswerFile(text, Path.GetDirectoryName(Path.GetFullPath(answerFile))!), Tools(TimeProvider.System), warn, stop);
    }

    /// <summary>Looks at the prerequisites on this computer; changes nothing.</summary>
    /// <param name="answers">Where things shall lie; what is null is taken from a setup that was begun in the data folder.</param>
    /// <param name="isRunning">A server of this data folder has the ports.</param>
    /// <param name="timeSource">HTTP address whose clock is asked; null: the proxy's, where there is one.</param>
    public static Task<SetupChecks> CheckAsync(ServerOptions options, SetupAnswers answers, bool isRunning, Uri? timeSource, CancellationToken stop)
    {
        var begun = new SetupFiles(options.DataDirectory).Record?.Answers ?? new SetupAnswers();
        var merged = begun with
        {
            PoolFolder = answers.PoolFolder ?? begun.PoolFolder, ScratchFolder = answers.ScratchFolder ?? begun.ScratchFolder, Proxy = answers.Proxy ?? begun.Proxy,
            ProxyCredentialsFile = answers.ProxyCredentialsFile ?? begun.ProxyCredentialsFile, PlannedCloudBytes = answers.PlannedCloudBytes > 0 ? answers.PlannedCloudBytes : begun.PlannedCloudBytes,
        };
        AnswerRules.Check(merged);
        var plan = AnswerRules.Plan(merged, options.DataDirectory, isRunning ? null : AnswerRules.AgentPort(options.DataDirectory, options.Port), isRunning || options.Port == 0 ? null : options.Port, timeSource);
        return new Prerequisites(new MachineProbe(TimeProvider.System)).Check(plan, stop);
    }

    /// <summary>What an installation works with when it is one.</summary>
    internal static InstallTools Tools(TimeProvider time) => new(OpenEngine, new MachineProbe(time), time, FailPoint.Reach);

    private static Task<int> RunAsync(ServerOptions options, TextWriter output, TimeProvider time, CancellationToken stop, DataDirectory? claimed = null) =>
        ServerHost.Run(options, output, (dataDirectory, settings, clock) => OpenEngine(EngineOptions.Of(dataDirectory, settings), settings, clock), time, stop, claimed);

    private static OpenedEngine OpenEngine(EngineOptions options, Settings settings, TimeProvider time)
    {
        var engine = HoldfastEngine.Open(options, EngineSettings.From(settings), time);
        return new OpenedEngine(engine, engine.FirstStartMessages);
    }
}
