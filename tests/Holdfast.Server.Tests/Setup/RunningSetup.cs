using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup;
using Holdfast.Server.Setup.Hosting;

namespace Holdfast.Server.Tests.Setup;

/// <summary>A setup over real sockets, and the server that it hands over to.</summary>
internal sealed class RunningSetup : IAsyncDisposable
{
    private readonly SetupFolder folder;
    private readonly CancellationTokenSource stop = new();
    private readonly Task<int> run;

    private RunningSetup(SetupFolder folder, InstallTools tools)
    {
        this.folder = folder;
        run = Task.Run(async () =>
        {
            var options = new ServerOptions(folder.Data, 0);
            using var directory = folder.Claim();
            var port = await SetupHost.Run(directory, options, Output, tools, stop.Token);
            return port is null ? 0 : await ServerHost.Run(
                options with { Port = port.Value }, Output, (_, _, clock) => new OpenedEngine(Engine = new FakeEngine(folder.Pool, clock), []), tools.Time, stop.Token, directory);
        });
    }

    public ServerOutput Output { get; } = new();

    public FakeEngine? Engine { get; private set; }

    public Uri Url { get; private set; } = null!;

    public Task<int> Ended => run;

    /// <summary>The code of the link that was printed.</summary>
    public string Link => Output.ToString().Split("/signin?link=")[1].Split('\n')[0].Trim();

    public static async Task<RunningSetup> Start(SetupFolder folder, InstallTools? tools = null)
    {
        var setup = new RunningSetup(folder, tools ?? folder.Tools());
        await setup.Until(() => setup.Output.ToString().Contains("Holdfast setup is ready: ", StringComparison.Ordinal));
        setup.Url = new Uri(JsonSerializer.Deserialize(await File.ReadAllBytesAsync(Path.Combine(folder.Data, ServerAddress.FileName)), ApiJson.Default.ServerAddress)!.Url);
        return setup;
    }

    public HoldfastClient As(string? token) => new(Url, token);

    /// <summary>Whoever has opened the link.</summary>
    public async Task<HoldfastClient> SignIn()
    {
        using var stranger = As(null);
        return As((await stranger.Setup.SignIn(Link)).Token);
    }

    /// <summary>Waits for the installation and for the server behind it.</summary>
    public async Task<SetupState> UntilInstalled(HoldfastClient client)
    {
        while (true)
        {
            var state = await client.Setup.State(RunningServer.Deadline());
            if (state.Installed || state.Phases.Any(phase => phase.State == "failed")) return state;
            await Task.Delay(5);
        }
    }

    public Task UntilReady() => Until(() => Output.Readies > 0);

    public async Task Until(Func<bool> condition)
    {
        var deadline = RunningServer.Deadline();
        while (!condition())
        {
            if (run.IsCompleted) await run;
            await Task.Delay(5, deadline);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await run;
        }
        catch (OperationCanceledException)
        {
            // The server behind the setup was just about to start.
        }
        stop.Dispose();
        folder.Dispose();
    }
}
