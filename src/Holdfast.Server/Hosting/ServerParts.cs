using System.Net;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Alerts;
using Holdfast.Server.Billing;
using Holdfast.Server.Catalog;
using Holdfast.Server.CloudPolicy;
using Holdfast.Server.Configuration;
using Holdfast.Server.Disks;
using Holdfast.Server.Engine;
using Holdfast.Server.External;
using Holdfast.Server.Groups;
using Holdfast.Server.Jobs;
using Holdfast.Server.Pool;
using Holdfast.Server.Protect;
using Holdfast.Server.Recovery;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Scheduling;
using Holdfast.Server.Scripts;
using Holdfast.Server.Sources;
using Holdfast.Server.Status;
using Holdfast.Server.Vault;
using Holdfast.Server.Verify;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Hosting;

/// <summary>The server's parts, put together by hand: what uses what can be read here.</summary>
internal sealed class ServerParts : IAsyncDisposable
{
    private readonly ServerCatalog catalog;
    private readonly IEngine engine;
    private readonly string dataDirectory;
    private readonly Settings settings;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly AlertBoard alerts;
    private readonly HealthCheck health;
    private readonly JobAftermath aftermath;
    private readonly JobViews views;
    private readonly JobQueue jobs;
    private readonly SourceRegistry sources;
    private readonly GroupRegistry groups;
    private readonly PointRegistry points;
    private readonly PointReconciler reconciler;
    private readonly PointExpiry expiry;
    private readonly CatalogRebuild rebuild;
    private readonly BackupQueue backups;
    private readonly OwnFolders own;
    private readonly CloudPolicyGate cloud;
    private readonly UsageSampler usage;
    private readonly CloudWatch watch;
    private readonly GroupSchedules schedules;
    private readonly FirstCopies firstCopies;
    private readonly AutoProtector autoProtector;
    private readonly IScriptRunner scripts;

    internal ServerParts(ServerCatalog catalog, IEngine engine, string dataDirectory, Settings settings, TimeProvider time, ILogger log)
    {
        (this.catalog, this.engine, this.dataDirectory, this.settings, this.time, this.log) = (catalog, engine, dataDirectory, settings, time, log);
        alerts = new AlertBoard(catalog.Alerts, time);
        health = new HealthCheck(engine, alerts);
        aftermath = new JobAftermath(catalog.Sources, alerts, health);
        Runner = new JobRunner(catalog, JobSettings.Limits(settings), WorkOf, After, time, log);
        views = new JobViews(catalog, Runner, time);
        jobs = new JobQueue(Runner, views);
        sources = new SourceRegistry(catalog, engine);
        schedules = new GroupSchedules(catalog, time);
        groups = new GroupRegistry(catalog, engine, sources, schedules);
        points = new PointRegistry(catalog, engine, Runner);
        reconciler = new PointReconciler(catalog, engine, alerts, points, log);
        expiry = new PointExpiry(catalog, points, alerts, time, log);
        rebuild = new CatalogRebuild(catalog, engine, alerts, reconciler, points, schedules);
        own = new OwnFolders(engine, dataDirectory);
        cloud = new CloudPolicyGate(engine, catalog, CloudPolicySettings.Of(settings), time);
        Runner.Admission = cloud.Require;
        usage = new UsageSampler(catalog, engine, time);
        watch = new CloudWatch(cloud, new CloudAlerts(alerts), new OnlinePointRemoval(catalog, points, cloud, alerts, log), usage, time, log);
        Proxy = ProxySettings.Load(settings);
        backups = new BackupQueue(catalog, engine, sources, groups, Runner, views);
        firstCopies = new FirstCopies(catalog, backups, alerts, views, time);
        autoProtector = new AutoProtector(catalog, sources, firstCopies, alerts, [new FolderContainers(own)]);
        scripts = new LocalScriptRunner(time);
        IServerPresence presence = new AllPresent();
        Scheduler = new Scheduler(catalog, schedules, new ScheduledRuns(catalog, backups, autoProtector, presence, time), time, log);
        Watch = new ProtectionWatch(catalog, alerts, presence, time, log);
        Housekeeping = new Housekeeping(engine, health, expiry, reconciler, points, catalog, JobSettings.History(settings), time, log);
    }

    internal JobRunner Runner { get; }

    /// <summary>What everything goes through that calls out by HTTP; null where it goes directly.</summary>
    internal IWebProxy? Proxy { get; }

    internal Housekeeping Housekeeping { get; }

    internal Scheduler Scheduler { get; }

    internal ProtectionWatch Watch { get; }

    internal void Map(ApiRouter routes, DateTimeOffset started, Action shutdown)
    {
        new StatusRoutes(catalog, engine, alerts, health, Runner).Map(routes, dataDirectory, started, shutdown);
        new ProtectRoutes(new ProtectHandler(catalog, sources, groups, backups, firstCopies, own, time), backups).Map(routes);
        var stopProtection = new StopProtection(catalog, sources, points, Runner);
        new SourceRoutes(sources, stopProtection, new SeedHandler(catalog, sources, backups, views, own)).Map(routes);
        new GroupRoutes(groups, sources, stopProtection, new WhatIf(catalog, engine), autoProtector).Map(routes);
        new PointRoutes(points, sources, backups).Map(routes);
        new RecoveryRoutes(new PointFinder(sources, points, engine), new SearchHandler(catalog, sources, engine), engine, jobs, own).Map(routes);
        new VerifyRoutes(points, engine, jobs).Map(routes);
        new JobRoutes(views, Runner, sources, groups).Map(routes);
        new AlertRoutes(alerts, health, expiry, catalog.Points).Map(routes);
        new DiskRoutes(engine, health, reconciler, jobs).Map(routes);
        new PoolRoutes(engine, jobs).Map(routes);
        new VaultRoutes(engine, new VaultRegistration(catalog, engine, health), jobs, cloud).Map(routes);
        new BillingRoutes(catalog.Usage, usage, new PriceFile(dataDirectory), time).Map(routes);
        new ExternalRoutes(engine).Map(routes);
        new ConfigurationRoutes(settings).Map(routes);
    }

    /// <summary>Brings the catalog in line with the pool, settles what an earlier run left behind, and lets jobs begin.</summary>
    internal void Begin()
    {
        expiry.ObserveClock();
        health.LookAtDisks();
        health.LookAtVault();
        try
        {
            rebuild.FromPoolIfEmpty();
            reconciler.Reconcile();
        }
        catch (HoldfastException failure)
        {
            // What can be recovered must stay recoverable, so the server starts all the same and says what is wrong.
            log.LogError(failure, "The catalog could not be compared with the pool.");
            alerts.Raise(AlertBoard.Critical, failure.Code, "catalog", $"The catalog could not be compared with the pool: {failure.Message}", failure.Remedy);
        }
        var interrupted = new JobOutcome(JobState.Failed, new HoldfastException(ErrorCode.JobInterrupted, "The server stopped or was killed while the job ran."));
        foreach (var job in new JobRestart(catalog, Runner, time).Recover()) After(job, interrupted);
        watch.Start();
        Runner.Start();
        Housekeeping.Start();
        Scheduler.Start();
        Watch.Start();
    }

    /// <summary>Starts nothing any more: no schedule, no housekeeping.</summary>
    internal async ValueTask Quiet()
    {
        await Scheduler.DisposeAsync();
        await Watch.DisposeAsync();
        await watch.DisposeAsync();
        await Housekeeping.DisposeAsync();
    }

    public ValueTask DisposeAsync() => Quiet();

    private void After(LiveJob job, JobOutcome outcome)
    {
        var before = job.SourceId is { } source ? catalog.Sources.ById(source)?.ReplicaState : null;
        aftermath.After(job, outcome);
        Scheduler.After(job, outcome, before);
    }

    private IJobWork WorkOf(JobType type) => type switch
    {
        JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck =>
            new LimitedWork(new ScriptedWork(new BackupWork(catalog, engine, new VaultUpload(catalog, engine, cloud), own), catalog, scripts), time),
        JobType.CloudBackup => new LimitedWork(new VaultUpload(catalog, engine, cloud), time),
        JobType.Recovery => new RecoverWork(engine),
        JobType.Verification => new VerifyWork(engine),
        JobType.Collection => new CollectWork(engine, expiry),
        JobType.Rebuild => new RebuildWork(engine, rebuild),
        JobType.DiskRemoval => new DiskRemovalWork(engine, health, reconciler),
        _ => throw new System.Diagnostics.UnreachableException($"No work for {type}."),
    };
}
