using Holdfast.Contracts.Api;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Tests;

/// <summary>A real server over real sockets in a temporary folder, with a fake engine. The pool and the folder outlive <see cref="Restart"/>.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-server-").FullName;
    private readonly string? catalog;
    private HostedServer? run;

    private RunningServer(TimeProvider time, string? catalog) => (Time, this.catalog) = (time, catalog);

    /// <summary>The clock that the next launch goes by.</summary>
    public TimeProvider Time { get; set; }

    public string Data => Path.Combine(folder, "data");

    /// <summary>A folder with a few files that can be protected.</summary>
    public string Source => Path.Combine(folder, "source");

    public string Folder => folder;

    public FakePool Pool { get; } = new();

    public FakeEngine Engine { get; private set; } = null!;

    public HoldfastClient Client => run!.Client;

    public ServerAddress Address => run!.Address;

    public string Token => run!.Token;

    public ServerOutput Output { get; } = new();

    public static async Task<RunningServer> Start(TimeProvider? time = null, Action<FakePool>? prepare = null, string? settings = null, string? catalog = null)
    {
        var server = new RunningServer(time ?? TimeProvider.System, catalog);
        Directory.CreateDirectory(server.Source);
        File.WriteAllText(Path.Combine(server.Source, "a.txt"), "hello");
        prepare?.Invoke(server.Pool);
        if (settings is not null) server.Configure(settings);
        await server.Launch();
        return server;
    }

    public async Task Launch(Action<FakeEngine>? prepare = null) =>
        run = await HostedServer.Start(new ServerOptions(Data, 0) { Catalog = catalog }, Output, (_, _, clock) =>
        {
            Engine = new FakeEngine(Pool, clock);
            prepare?.Invoke(Engine);
            return new OpenedEngine(Engine, ["A pool was made."]);
        }, Time);

    public Task<int> Stop() => run!.Stop();

    public Task<int> Ended => run!.Ended;

    public async Task Restart(Action<FakeEngine>? prepare = null)
    {
        await Stop();
        await Launch(prepare);
    }

    public async Task<JobInfo> Wait(JobInfo job) => await Client.WaitForJob(job.Id, null, TimeSpan.Zero, Deadline());

    public async Task<JobInfo> Wait(Task<JobList> jobs) => await Wait(Assert.Single((await jobs).Jobs));

    public async Task<JobInfo> Wait(Task<JobInfo> job) => await Wait(await job);

    public Task<JobInfo> Protect(bool online = false, string? path = null, string? group = null) =>
        Wait(Client.Protect(new ProtectRequest([path ?? Source], Group: group, Online: online)));

    public string MakeSource(string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Writes settings.json, which the next start reads.</summary>
    public void Configure(string settings)
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "settings.json"), settings);
    }

    public static CancellationToken Deadline() => new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;

    public async ValueTask DisposeAsync()
    {
        if (run is { Ended.IsCompleted: false }) await Stop();
        Directory.Delete(folder, recursive: true);
    }
}
