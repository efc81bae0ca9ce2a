using Holdfast.Contracts.Agent;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Agents.Logs;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Jobs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Remote.Tests.Support;

/// <summary>A server's engine, its data service on a socket, and the jobs that agents run for it.</summary>
internal sealed class RemoteSite : IAsyncDisposable
{
    private readonly TempTree folder = new();
    private readonly IngestThreads threads;
    private readonly DataHost host;

    private RemoteSite(DataHost host, RemoteAttempts attempts, IngestThreads threads, AwaitedLogs logs, TimeProvider time)
    {
        this.host = host;
        this.threads = threads;
        Engine = HoldfastEngine.Open(new EngineOptions(folder["data"]), EngineSettings.From(Settings.Empty), TimeProvider.System);
        Catalog = ServerCatalog.Open(folder["catalog.db"]);
        Context = new RemoteContext(Agents, new RemoteJobs(), attempts, new RemoteCheckpoints(), time);
        Agents.Register(Context.Jobs);
        Agents.Register(Logs = logs);
    }

    public HoldfastEngine Engine { get; private set; }

    public ServerCatalog Catalog { get; }

    public TestAgents Agents { get; } = new();

    public RemoteContext Context { get; private set; }

    public AwaitedLogs Logs { get; }

    public int Port => host.Port;

    public RemoteOptions Options { get; set; } = new(Lease: TimeSpan.FromSeconds(20), DataStreams: 2);

    public static async Task<RemoteSite> Start(TimeProvider? time = null)
    {
        var (attempts, threads, logs) = (new RemoteAttempts(), new IngestThreads(2), new AwaitedLogs());
        return new RemoteSite(await DataHost.Start(attempts, threads, logs), attempts, threads, logs, time ?? TimeProvider.System);
    }

    /// <summary>An agent that is connected; its data goes to the given port where there is something between.</summary>
    public TestAgent Agent(
        string id = "agent1", string? server = null, int? port = null, TimeSpan? stall = null, IReadOnlyList<IWorkload>? workloads = null, ILogger? log = null, uint? protocol = null)
    {
        var agent = new TestAgent(Agents, id, server ?? "SRV-" + id, port ?? Port, folder[id], stall, workloads, log) { Protocol = protocol };
        agent.Connect();
        return agent;
    }

    /// <summary>As after a restart: what was only in memory is gone.</summary>
    public void ForgetMemory() => Context = Context with { Checkpoints = new RemoteCheckpoints() };

    public static BackupRequest Request(string server, string path, bool readEverything = false) =>
        new("0123456789abcdef" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(server)), "source", path, server, [], [], CrossMountPoints: false, IsRecoveryPoint: true, readEverything);

    /// <summary>Backs up and tells the agent, as the server's work does.</summary>
    public async Task<(PointState Point, LiveJob Job)> BackUp(BackupRequest request, LiveJob? job = null)
    {
        job ??= Job(JobType.RecoveryPoint);
        var point = await OnThread(() =>
        {
            using var backup = new RemoteBackup(Context, Engine, job, request, Options);
            var made = backup.Run();
            backup.Acknowledge();
            return made;
        });
        return (point, job);
    }

    public static RemoteApplicationRequest Application(string server, string address, BackupType wanted = BackupType.Incremental, string password = "")
    {
        var source = new PointSource("feed" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(server)), "notes", address, server, Notebook.Word);
        var site = new ApplicationSite { Kind = Notebook.Word, Address = address, Source = source.Id, Account = new ApplicationAccount { User = "clerk", Password = password } };
        site.Options.Add("color", "red");
        return new RemoteApplicationRequest(new ApplicationBackup(source, ReadEverything: false), server, site, wanted, Throttle: null);
    }

    /// <summary>Backs an application up and tells the agent, as the server's work does.</summary>
    /// <param name="record">Called between the two, as the catalog is.</param>
    public Task<PointState> BackUp(RemoteApplicationRequest request, LiveJob? job = null, Action<RemoteApplicationBackup>? record = null) => OnThread(() =>
    {
        using var backup = new RemoteApplicationBackup(Context, Engine, job ?? Job(JobType.RecoveryPoint), request, Options);
        var made = backup.Run();
        record?.Invoke(backup);
        backup.Acknowledge();
        return made;
    });

    /// <summary>Recovers a point of an application to a folder of a machine, as the server's work does.</summary>
    public Task<RecoveryOutcome> Recover(RemoteApplicationRequest request, string server, string point, string folder, LiveJob? job = null) => OnThread(() =>
    {
        using var recovery = new RemoteApplicationRecovery(Context, job ?? Job(JobType.Recovery), server, Options);
        var ask = new RecoveryAsk(RecoveryDestination.Folder, point, null, false, null, null, folder, Overwrite: false, LeaveRestoring: false, []);
        return Engine.Applications.ReadRemotely(
            request.Backup.Source.Id, PointPlace.Pool, (state, open) => recovery.Run(request.Site, ask, new Notebook().Plan(ask, state.Points, null), state, null, open));
    });

    public async Task<LiveJob> Recover(PointState point, string server, string directory, params string[] items)
    {
        var job = Job(JobType.Recovery);
        await OnThread(() =>
        {
            var request = new RemoteRecoveryRequest(
                server, new PointRef(point.Id, Online: false), [.. items.Select(System.Text.Encoding.UTF8.GetBytes)], directory, "overwrite", "point");
            using var recovery = new RemoteRecovery(Context, Engine, job, request, Options);
            recovery.Run();
            return true;
        });
        return job;
    }

    public LiveJob Job(JobType type)
    {
        var row = new JobRow { Id = Guid.NewGuid().ToString("N"), Type = JobNames.Of(type), State = "running", Origin = JobNames.Of(JobOrigin.Person) };
        Catalog.Jobs.Save(row);
        return new LiveJob(row, Catalog.Jobs);
    }

    /// <summary>Jobs run on threads of their own; so do they here.</summary>
    public static Task<T> OnThread<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        }) { IsBackground = true }.Start();
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        threads.Dispose();
        Engine.Dispose();
        Catalog.Dispose();
        folder.Dispose();
    }
}
