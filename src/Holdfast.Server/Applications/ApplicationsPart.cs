using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Accounts;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Holdfast.Server.Sources;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Applications;

/// <summary>Applications, put together.</summary>
internal sealed class ApplicationsPart : IAsyncDisposable
{
    private static readonly TimeSpan releasing = TimeSpan.FromSeconds(20);
    private readonly ServerCatalog catalog;
    private readonly IEngine engine;
    private readonly AlertBoard alerts;
    private readonly JobRunner runner;
    private readonly SourceRegistry sources;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly ApplicationFolders folders;
    private readonly ApplicationContexts contexts;
    private readonly CredentialRegistry credentials;
    private readonly RemotePart remote;

    /// <param name="objects">The endpoint that applications write to; null where there is none.</param>
    internal ApplicationsPart(
        ServerCatalog catalog, IEngine engine, SourceRegistry sources, AlertBoard alerts, JobRunner runner, ApplicationsPlace place, IObjectDesk? objects, TimeProvider time, ILogger log)
    {
        (this.catalog, this.engine, this.alerts, this.runner, this.sources, this.time, this.log) = (catalog, engine, alerts, runner, sources, time, log);
        Kinds = new ApplicationKinds(place.Workloads);
        credentials = new CredentialRegistry(catalog.Credentials, new SecretSeal(place.DataDirectory), time);
        folders = new ApplicationFolders(place.DataDirectory);
        contexts = new ApplicationContexts(credentials, folders, objects, time);
        remote = place.Remote;
        Protection = new ApplicationProtection(Kinds, contexts, catalog.Sources, remote.Applications);
        Containers = new InstanceContainers(Kinds, contexts, remote.Applications);
        var longestLag = TimeSpan.FromMinutes(place.Settings.Get(ApplicationSettings.LogLagMinutes)!.Value);
        Followers = new LogFollowers(catalog, new LogSources(Kinds, contexts, remote), engine, alerts, longestLag, time, log) { NeedsBase = QueueBase };
        Recoveries = new ApplicationRecoveries(Kinds, sources, engine, Followers);
    }

    internal ApplicationKinds Kinds { get; }

    internal ApplicationProtection Protection { get; }

    internal InstanceContainers Containers { get; }

    internal LogFollowers Followers { get; }

    internal ApplicationRecoveries Recoveries { get; }

    internal ApplicationBackupWork Backup => new(Kinds, contexts, engine, Followers, remote, new ReplicaChoice(remote, contexts, catalog));

    internal IJobWork Recovery => new ApplicationRecoveryWork(catalog, Kinds, contexts, engine, Followers, remote);

    internal IJobWork Drill => new DrillWork(catalog, Kinds, contexts, engine, alerts, time);

    internal void Map(Hosting.ApiRouter routes, Server.Recovery.RecoveryTargets targets, JobQueue jobs)
    {
        new ApplicationRoutes(Kinds, Protection, Recoveries, targets, new DrillViews(catalog, sources), jobs).Map(routes);
        new CredentialRoutes(credentials).Map(routes);
    }

    /// <summary>Removes what an earlier process left. Before any job runs: a job that goes on from before the restart has a scratch folder at once.</summary>
    internal void Clear()
    {
        if (folders.Clear() is { } failure) log.LogWarning(failure, "What an earlier run left in scratch folders could not be removed.");
    }

    internal void Begin() => Followers.Start();

    /// <summary>A datasource is no longer protected: what its application keeps for this server is given up.</summary>
    internal void Release(SourceRow source, bool forget)
    {
        if (!source.IsApplication || Kinds.Find(source.Kind) is not { } workload) return;
        Followers.Stop(source.Id);
        alerts.Resolve(ErrorCode.LogSuspended, source.Id);
        using var timeout = new CancellationTokenSource(releasing);
        using var scratch = contexts.Scratch();
        try
        {
            if (SourceRegistry.IsLocal(source.Server)) Faults.Translate(() => workload.Release(contexts.Of(source, scratch), timeout.Token));
            else RemoteApplications.Release(remote.Applications.Link(source.Server), contexts.Site(source), forget);
            alerts.Resolve(ErrorCode.ApplicationNotReleased, source.Id);
        }
        catch (Exception failure) when (failure is HoldfastException or OperationCanceledException)
        {
            alerts.Raise(
                AlertBoard.Warning, ErrorCode.ApplicationNotReleased, source.Id, $"{source.Path} is no longer protected, and could not be told so: {failure.Message}", (failure as HoldfastException)?.Remedy);
        }
    }

    /// <summary>A datasource is gone: what was kept of it goes, too.</summary>
    internal void Forget(SourceRow source)
    {
        if (!source.IsApplication) return;
        Followers.Stop(source.Id);
        engine.Applications.DeleteLogs(source.Id);
        folders.Forget(source.Id);
        foreach (var code in (ErrorCode[])[ErrorCode.LogChainBroken, ErrorCode.LogLagging, ErrorCode.LogSuspended, ErrorCode.DrillUnsound]) alerts.Resolve(code, source.Id);
    }

    /// <summary>A full backup mends a broken chain.</summary>
    internal void After(LiveJob job, JobOutcome outcome)
    {
        if (outcome.Failure is not null || job.SourceId is not { } source || job.RecoveryPoint is not { } point) return;
        if (job.Type is JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.ConsistencyCheck && catalog.Points.ById(point) is { BackupType: "full" })
            alerts.Resolve(ErrorCode.LogChainBroken, source);
    }

    public ValueTask DisposeAsync() => Followers.DisposeAsync();

    private void QueueBase(SourceRow source)
    {
        if (runner.Live.Any(job => job.SourceId == source.Id && job is { IsRunning: false, Type: JobType.RecoveryPoint or JobType.ReplicaCreation })) return;
        // Before there is a point, the first one is on its way or waits for a person.
        if (!catalog.Points.OfSource(source.Id).Any(point => point.Disk)) return;
        runner.Queue(new JobRequest(JobType.RecoveryPoint, source.Id, new JobArguments { BackupType = "full" }, JobOrigin.System));
    }
}
