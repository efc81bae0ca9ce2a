using System.Diagnostics;
using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Tests.Applications;

/// <summary>A real server with its real engine, and one kind of application to protect.</summary>
/// <param name="settings">More members of the settings' document.</param>
internal abstract class ApplicationServer(IWorkload workload, string settings = "") : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-applications-").FullName;
    private CancellationTokenSource stop = new();
    private Task<int> run = Task.FromResult(0);

    internal string Data => Path.Combine(folder, "data");

    internal HoldfastClient Client { get; private set; } = null!;

    internal ServerOutput Output { get; } = new();

    /// <summary>Of what is protected.</summary>
    internal abstract string Address { get; }

    internal async Task Launch()
    {
        if (!Directory.Exists(Data))
        {
            Directory.CreateDirectory(Data);
            await File.WriteAllTextAsync(Path.Combine(Data, "settings.json"), $$"""{ "poolSoftDeleteHours": 0, "smallestDiskMiB": 16, "workers": 2, "compressionLevel": 1, "agentAddress": "127.0.0.1"{{settings}} }""");
        }
        stop = new CancellationTokenSource();
        var before = Output.Readies;
        run = Task.Run(() => ServerHost.Run(new ServerOptions(Data, 0) { Workloads = [workload] }, Output, (data, settings, clock) =>
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

    /// <summary>Keeps what lies on the disk right now: what a power cut at this moment would leave.</summary>
    internal void KeepPresent()
    {
        using var copy = Process.Start("cp", ["-a", Data, Path.Combine(folder, "kept")]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    /// <summary>Stops the server, and starts it on what was kept: as after the power cut.</summary>
    internal async Task LaunchKept()
    {
        await Stop();
        Directory.Delete(Data, recursive: true);
        Directory.Move(Path.Combine(folder, "kept"), Data);
        await Launch();
    }

    internal async Task<JobInfo> Wait(Task<JobInfo> job) => await Client.WaitForJob((await job).Id, null, TimeSpan.Zero, Deadline());

    internal async Task<JobInfo> Wait(Task<JobList> jobs) => await Client.WaitForJob(Assert.Single((await jobs).Jobs).Id, null, TimeSpan.Zero, Deadline());

    internal Task<JobInfo> Protect(bool online = false) => Wait(Client.Protect(new ProtectRequest([Address], Online: online)));

    internal Task<JobInfo> Point() => Wait(Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Address)));

    internal async Task<IReadOnlyList<RecoveryPointInfo>> Points() => (await Client.RecoveryPoints()).RecoveryPoints;

    /// <summary>Blobs of points and logs in the pool.</summary>
    internal string[] PointFiles() =>
        [.. Directory.EnumerateFiles(Path.Combine(Data, "pool"), "*", SearchOption.AllDirectories).Where(file => file.Contains("/points/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

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

    internal Task<JobInfo> Recover(string name, string at, bool online = false) =>
        Wait(Client.Recover(new Contracts.Api.RecoverRequest(Address, at, To: Target(name)) { Online = online }));

    internal static CancellationToken Deadline() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public async ValueTask DisposeAsync()
    {
        if (!run.IsCompleted) await Stop();
        Directory.Delete(folder, recursive: true);
    }
}
