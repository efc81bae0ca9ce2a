using System.Diagnostics;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Server.Hosting;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Tests.Applications;

/// <summary>A real server with its real engine, and one kind of application to protect.</summary>
/// <param name="settings">More members of the settings' document.</param>
internal abstract class ApplicationServer(IWorkload workload, string settings = "") : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-applications-").FullName;
    private HostedServer? run;

    internal string Data => Path.Combine(folder, "data");

    /// <summary>What the server goes by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    internal HoldfastClient Client => run!.Client;

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
        run = await HostedServer.Start(new ServerOptions(Data, 0) { Workloads = [workload] }, Output, Clock);
    }

    internal Task Stop() => run!.Stop();

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

    internal static CancellationToken Deadline() => new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;

    public async ValueTask DisposeAsync()
    {
        if (run is { Ended.IsCompleted: false }) await Stop();
        Directory.Delete(folder, recursive: true);
    }
}
