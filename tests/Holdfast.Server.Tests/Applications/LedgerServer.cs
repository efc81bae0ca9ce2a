using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Tests.Applications;

/// <summary>A real server with its real engine, and ledgers to protect.</summary>
internal sealed class LedgerServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-ledger-").FullName;
    private CancellationTokenSource stop = new();
    private Task<int> run = Task.FromResult(0);

    private LedgerServer(Ledger[] ledgers) => (Ledger, Workload) = (ledgers[0], new LedgerWorkload(ledgers));

    internal Ledger Ledger { get; }

    internal LedgerWorkload Workload { get; }

    internal string Data => Path.Combine(folder, "data");

    internal HoldfastClient Client { get; private set; } = null!;

    internal ServerOutput Output { get; } = new();

    internal string Address => "ledger://" + Ledger.Name;

    internal static async Task<LedgerServer> Start(params Ledger[] ledgers)
    {
        var server = new LedgerServer(ledgers.Length == 0 ? [new Ledger()] : ledgers);
        Directory.CreateDirectory(server.Data);
        File.WriteAllText(Path.Combine(server.Data, "settings.json"), """{ "poolSoftDeleteHours": 0, "smallestDiskMiB": 16, "workers": 2, "compressionLevel": 1, "agentAddress": "127.0.0.1" }""");
        await server.Launch();
        return server;
    }

    internal async Task Launch()
    {
        stop = new CancellationTokenSource();
        var before = Output.Readies;
        run = Task.Run(() => ServerHost.Run(new ServerOptions(Data, 0) { Workloads = [Workload] }, Output, (data, settings, clock) =>
        {
            var engine = HoldfastEngine.Open(new EngineOptions(data), EngineSettings.From(settings), clock);
            return new OpenedEngine(engine, engine.FirstStartMessages);
        }, TimeProvider.System, stop.Token));
        while (Output.Readies == before)
        {
            if (run.IsCompleted) await run;
            await Task.Delay(5);
        }
        var address = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(Data, ServerAddress.FileName)), ApiJson.Default.ServerAddress)!;
        Client = new HoldfastClient(new Uri(address.Url), File.ReadAllText(Path.Combine(Data, ServerAddress.TokenFileName)).Trim());
    }

    internal async Task Stop()
    {
        Client.Dispose();
        await stop.CancelAsync();
        await run;
    }

    internal async Task<JobInfo> Wait(Task<JobInfo> job) => await Client.WaitForJob((await job).Id, null, TimeSpan.Zero, Deadline());

    internal async Task<JobInfo> Wait(Task<JobList> jobs) => await Client.WaitForJob(Assert.Single((await jobs).Jobs).Id, null, TimeSpan.Zero, Deadline());

    internal Task<JobInfo> Protect(bool online = false) => Wait(Client.Protect(new ProtectRequest([Address], Online: online)));

    internal Task<JobInfo> Point() => Wait(Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Address)));

    internal DateTimeOffset Add(string text) => Ledger.Add(text, TimeProvider.System.GetUtcNow());

    /// <summary>Waits until the log covers a moment.</summary>
    internal async Task<RecoveryRange> Covered(DateTimeOffset time)
    {
        var deadline = Deadline();
        while (true)
        {
            var range = await Client.Applications.Range(Address, cancellation: deadline);
            if (range.Log?.Covered >= time) return range;
            await Task.Delay(10, deadline);
        }
    }

    internal async Task Until(Func<Task<bool>> reached)
    {
        var deadline = Deadline();
        while (!await reached()) await Task.Delay(20, deadline);
    }

    internal string Target(string name) => Path.Combine(folder, name);

    internal string[] Recovered(string name) => [.. File.ReadAllLines(Path.Combine(Target(name), "ledger.txt")).Select(line => line[(line.IndexOf(' ') + 1)..])];

    internal Task<JobInfo> Recover(string name, string at, bool online = false) =>
        Wait(Client.Recover(new Contracts.Api.RecoverRequest(Address, at, To: Target(name)) { Online = online }));

    internal static CancellationToken Deadline() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public async ValueTask DisposeAsync()
    {
        if (!run.IsCompleted) await Stop();
        Directory.Delete(folder, recursive: true);
    }
}
