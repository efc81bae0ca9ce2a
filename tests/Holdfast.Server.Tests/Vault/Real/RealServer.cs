using Holdfast.Contracts.Api;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Tests.Vault.Real;

/// <summary>A real server with its real engine in this process, by the clock of the test.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    internal const string Passphrase = "passphrase of the vault, never shown";
    private readonly TimeProvider time;
    private HostedServer? run;

    private RealServer(string folder, TimeProvider time) => (Folder, this.time) = (folder, time);

    internal string Folder { get; }

    internal string Data => Path.Combine(Folder, "data");

    internal string Source => Path.Combine(Folder, "source");

    internal HoldfastClient Client => run!.Client;

    internal ServerOutput Output { get; } = new();

    internal static async Task<RealServer> Start(string folder, TimeProvider time)
    {
        var server = new RealServer(folder, time);
        Directory.CreateDirectory(server.Data);
        Directory.CreateDirectory(server.Source);
        File.WriteAllText(Path.Combine(server.Data, "settings.json"), """{ "poolSoftDeleteHours": 0, "smallestDiskMiB": 16, "workers": 2, "compressionLevel": 1 }""");
        server.Write("a.txt", 5_000);
        server.Write("b.bin", 300_000);
        await server.Launch();
        return server;
    }

    internal async Task Launch() => run = await HostedServer.Start(new ServerOptions(Data, 0), Output, time);

    internal Task Stop() => run!.Stop();

    internal async Task<VaultInfo> Register(VaultSite site, string? replace = null) => await Client.RegisterVault(new RegisterVaultRequest(site.Credentials(), Passphrase, replace));

    internal void Write(string name, int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed + length).NextBytes(bytes);
        File.WriteAllBytes(Path.Combine(Source, name), bytes);
    }

    internal async Task<JobInfo> Wait(JobInfo job) => await Client.WaitForJob(job.Id, null, TimeSpan.Zero, Deadline());

    internal async Task<JobInfo> Wait(Task<JobInfo> job) => await Wait(await job);

    internal async Task<JobInfo> Wait(Task<JobList> jobs) => await Wait(Assert.Single((await jobs).Jobs));

    internal Task<JobInfo> Protect(bool online = true) => Wait(Client.Protect(new ProtectRequest([Source], Online: online)));

    internal Task<JobInfo> Point(bool online = true) => Wait(Client.CreateRecoveryPoint(new CreateRecoveryPointRequest(Source, Online: online)));

    internal async Task<JobInfo> Recover(string target, bool online = true, string? external = null) =>
        await Wait(Client.Recover(new Contracts.Api.RecoverRequest(Source, To: target) { Online = online, ExternalServer = external }));

    internal async Task Settled()
    {
        foreach (var job in (await Client.Jobs()).Jobs) await Wait(job);
    }

    internal void AssertRecovered(string target)
    {
        foreach (var file in Directory.EnumerateFiles(Source))
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(target, Path.GetFileName(file)))), $"{Path.GetFileName(file)} differs.");
    }

    internal static CancellationToken Deadline() => new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;

    public async ValueTask DisposeAsync()
    {
        if (run is { Ended.IsCompleted: false }) await Stop();
    }
}
