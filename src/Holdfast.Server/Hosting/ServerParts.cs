using System.Net;
using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Accounts;
using Holdfast.Server.Agents;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Alerts;
using Holdfast.Server.Applications;
using Holdfast.Server.Billing;
using Holdfast.Server.Catalog;
using Holdfast.Server.Changes;
using Holdfast.Server.CloudPolicy;
using Holdfast.Server.Configuration;
using Holdfast.Server.Disks;
using Holdfast.Server.Engine;
using Holdfast.Server.Exports;
using Holdfast.Server.External;
using Holdfast.Server.Groups;
using Holdfast.Server.Insight;
using Holdfast.Server.Jobs;
using Holdfast.Server.Notifications;
using Holdfast.Server.ObjectEndpoint;
using Holdfast.Server.OpenApi;
using Holdfast.Server.Pool;
using Holdfast.Server.Protect;
using Holdfast.Server.Recovery;
using Holdfast.Server.Recovery.Browsing;
using Holdfast.Server.Recovery.Content;
using Holdfast.Server.Recovery.Disks;
using Holdfast.Server.Recovery.Forecasts;
using Holdfast.Server.Recovery.Reports;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Reports;
using Holdfast.Server.Scheduling;
using Holdfast.Server.Scripts;
using Holdfast.Server.Setup;
using Holdfast.Server.Setup.Checks;
using Holdfast.Server.Sources;
using Holdfast.Server.Status;
using Holdfast.Server.Telemetry;
using Holdfast.Server.Vault;
using Holdfast.Server.Verify;
using Holdfast.Workloads.Applications;
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
    private readonly NotificationChannels channels;
    private readonly NotificationDelivery delivery;
    private readonly HealthCheck health;
    private readonly CapacityWatch capacity;
    private readonly JobAlerts jobAlerts;
    private readonly RunningJobAlerts runningJobAlerts;
    private readonly ServerTelemetry telemetry;
    private readonly JobAftermath aftermath;
    private readonly JobViews views;
    private readonly JobQueue jobs;
    private readonly SourceRegistry sources;
    private readonly ApplicationsPart applications;
    private readonly OpenedDisks openedDisks;
    private readonly PointDisks pointDisks;
    private readonly GroupRegistry groups;
    private readonly PointRegistry points;
    private readonly PointReconciler reconciler;
    private readonly PointExpiry expiry;
    private readonly CatalogRebuild rebuild;
    private readonly BackupQueue backups;
    private readonly OwnFolders own;
    private readonly RemotePart remote;
    private readonly CloudPolicyGate cloud;
    private readonly VaultRetention retention;
    private readonly VaultDamage damage;
    private readonly UsageSampler usage;
    private readonly CloudWatch watch;
    private readonly GroupSchedules schedules;
    private readonly FirstCopies firstCopies;
    private readonly AutoProtector autoProtector;
    private readonly IScriptRunner scripts;
    private readonly ExportDesk exports;
    private readonly InsightPart insight;
    private readonly ReportsPart reports;
    private IDisposable? ownVault;

    /// <param name="workloads">The kinds of applications that are known; null: those that are installed.</param>
    /// <param name="serverPresence">Who of the production servers is there; null: this computer is the only one.</param>
    internal ServerParts(
        ServerCatalog catalog, IEngine engine, string dataDirectory, Settings settings, TimeProvider time, ILogger log, IServerPresence? serverPresence = null,
        IReadOnlyList<IWorkload>? workloads = null)
    {
        (this.catalog, this.engine, this.dataDirectory, this.settings, this.time, this.log) = (catalog, engine, dataDirectory, settings, time, log);
        Proxy = ProxySettings.Load(settings);
        var publisher = new AlertPublisher(settings, time, log);
        alerts = new AlertBoard(catalog.Alerts, time, publisher);
        channels = new NotificationChannels(settings, new MailSender(settings, Proxy, time), new WebhookSender(settings, Proxy, time));
        delivery = new NotificationDelivery(catalog, channels, alerts, settings, time, log);
        publisher.Wake = delivery.Wake;
        capacity = new CapacityWatch(engine, catalog.DiskSamples, alerts, settings, time);
        var states = new StateWatch(catalog.Changes);
        health = new HealthCheck(engine, alerts, capacity) { Watch = states };
        jobAlerts = new JobAlerts(catalog.Sources, alerts, time);
        aftermath = new JobAftermath(catalog.Sources, alerts, health);
        Runner = new JobRunner(catalog, JobSettings.Limits(settings), WorkOf, After, time, log);
        runningJobAlerts = new RunningJobAlerts(catalog.Sources, alerts);
        (Runner.Began, Runner.HasRun) = (runningJobAlerts.Began, runningJobAlerts.Ended);
        View = new ServerView(catalog, engine, Runner, capacity);
        telemetry = new ServerTelemetry(View, settings, Proxy, time);
        views = new JobViews(catalog, Runner, time);
        jobs = new JobQueue(Runner, views);
        sources = new SourceRegistry(catalog, engine);
        Objects = new ObjectEndpointPart(dataDirectory, settings, time, log);
        Accounts = new AccountParts(catalog, engine, dataDirectory, settings, time, log);
        Agents = new AgentsPart(catalog, alerts, Accounts.Audit, new AgentsPlace(dataDirectory, settings, AgentProtocol.Own, ComputerDomain.IsController), time, log);
        remote = new RemotePart(Agents.Connected, engine, settings, time);
        Agents.Parts.Add(remote.Service);
        applications = new ApplicationsPart(
            catalog, engine, sources, alerts, Runner, new ApplicationsPlace(dataDirectory, settings, workloads ?? WorkloadsHere.All, remote), Objects.Desk, time, log);
        (sources.Normalize, sources.Covered) = (applications.Kinds.Normalized, id => applications.Followers.StateOf(id)?.Covered);
        openedDisks = new OpenedDisks((point, disk) => engine.OpenDisk(point, ItemView.Path(disk.Path), disk.SectorLength), time);
        pointDisks = new PointDisks(engine, applications.Kinds);
        Tree = new PointTree(engine, pointDisks, openedDisks);
        schedules = new GroupSchedules(catalog, time);
        groups = new GroupRegistry(catalog, engine, sources, schedules);
        points = new PointRegistry(catalog, engine, Runner);
        var exportPlace = new ExportPlace(dataDirectory, settings, () => Agents.ServerCertificate, () => Agents.AuthorityPem, () => Agents.ServerName);
        exports = new ExportDesk(exportPlace, Accounts.Audit, time, log) { Changed = () => catalog.Changes.Touch(ChangeTopic.Points) };
        points.ExportOf = exports.ExportOf;
        reconciler = new PointReconciler(catalog, engine, alerts, points, log);
        expiry = new PointExpiry(catalog, points, alerts, time, log);
        rebuild = new CatalogRebuild(catalog, engine, alerts, reconciler, points, schedules);
        own = new OwnFolders(engine, dataDirectory, settings.Get(SetupSettings.ScratchFolder));
        cloud = new CloudPolicyGate(engine, catalog, CloudPolicySettings.Of(settings), time);
        Runner.Admission = cloud.Require;
        retention = new VaultRetention(catalog, engine, alerts);
        damage = new VaultDamage(engine, alerts, Runner, log);
        usage = new UsageSampler(catalog, engine, time);
        watch = new CloudWatch(cloud, new CloudAlerts(alerts), new OnlinePointRemoval(catalog, points, cloud, alerts, log), usage, time, log);
        backups = new BackupQueue(catalog, engine, sources, groups, Runner, views);
        Runner.AgentAwaited = new AgentWaits(Agents.Connected, settings).Of;
        firstCopies = new FirstCopies(catalog, backups, alerts, views, time);
        reports = new ReportsPart(catalog, engine, groups, alerts, settings, Proxy, time, log);
        autoProtector = new AutoProtector(catalog, sources, firstCopies, alerts, [new FolderContainers(own), applications.Containers]);
        scripts = new ProductionServerScripts(new LocalScriptRunner(time), Agents.Connected);
        var presence = serverPresence ?? new AgentPresence(catalog.Agents, Agents.Connected);
        Scheduler = new Scheduler(catalog, schedules, new ScheduledRuns(catalog, backups, autoProtector, presence, time), time, log);
        Agents.Connected.Register(new ReturningServers(ServerAppeared));
        Agents.Connected.Register(new AgentChanges(catalog.Changes));
        insight = new InsightPart(catalog, engine, Runner, sources, new InsightPlace(dataDirectory, capacity, states, Agents.Connected, time));
        Watch = new ProtectionWatch(catalog, alerts, time, log);
        Housekeeping = new Housekeeping(engine, health, expiry, reconciler, points, catalog, JobSettings.History(settings), time, log) { Watch = LookHourly };
    }

    internal JobRunner Runner { get; }

    /// <summary>What everything goes through that calls out by HTTP; null where it goes directly.</summary>
    internal IWebProxy? Proxy { get; }

    internal AccountParts Accounts { get; }

    internal Housekeeping Housekeeping { get; }

    internal AgentsPart Agents { get; }

    /// <summary>Where database servers write backups to, and read them from.</summary>
    internal ObjectEndpointPart Objects { get; }

    /// <summary>What metrics are taken from.</summary>
    internal ServerView View { get; }

    /// <summary>What points hold, also inside disks.</summary>
    internal PointTree Tree { get; }

    internal Scheduler Scheduler { get; }

    internal ProtectionWatch Watch { get; }

    internal void Map(ApiRouter routes, DateTimeOffset started, Action shutdown)
    {
        new StatusRoutes(catalog, engine, alerts, health, Runner, Agents).Map(routes, dataDirectory, started, shutdown);
        new ProtectRoutes(new ProtectHandler(catalog, sources, groups, backups, firstCopies, new ProtectedPlaces(own, Agents.Connected), applications.Protection, time), backups, groups, Accounts.Fresh).Map(routes);
        var stopProtection = new StopProtection(catalog, sources, points, Runner, applications);
        new SourceRoutes(sources, stopProtection, new SeedHandler(catalog, sources, backups, views, own), Accounts.Fresh).Map(routes);
        new GroupRoutes(groups, sources, stopProtection, new WhatIf(catalog, engine), autoProtector, retention, Accounts.Fresh).Map(routes);
        new PointRoutes(points, sources, backups).Map(routes);
        var finder = new PointFinder(sources, points, engine);
        new BrowsingRoutes(
            new BrowseHandler(finder, new FolderCache(Tree.List)), new SearchHandler(catalog, sources, engine), new VersionsHandler(finder, engine, Tree), new DaysHandler(finder)).Map(routes);
        new ContentRoutes(finder, Tree, log).Map(routes);
        new ExportRoutes(exports, new ExportDisks(engine, pointDisks), finder, points, catalog.Sources).Map(routes);
        var targets = new RecoveryTargets(catalog, own, Agents.Connected);
        new RecoveryRoutes(finder, jobs, targets, applications.Recoveries, Tree).Map(routes);
        applications.Map(routes, targets, jobs);
        new RecoveryReportRoutes(new RecoveryReports(catalog, views, sources), jobs).Map(routes);
        new ForecastRoutes(finder, engine, Tree, new MeasuredRates(catalog.Jobs), new PriceFile(dataDirectory)).Map(routes);
        new VerifyRoutes(points, engine, jobs).Map(routes);
        new JobRoutes(views, Runner, sources, groups).Map(routes);
        new AlertRoutes(alerts, health, expiry, catalog.Points, catalog.Groups).Map(routes);
        new DiskRoutes(engine, health, reconciler, jobs, Accounts.Fresh).Map(routes);
        new PoolRoutes(engine, jobs).Map(routes);
        new VaultRoutes(engine, new VaultRegistration(catalog, engine, health), jobs, cloud, damage).Map(routes);
        new VaultTrafficRoutes(engine, catalog, () => File.Exists(new EngineOptions(dataDirectory).Bandwidth), time).Map(routes);
        new BillingRoutes(catalog.Usage, usage, new PriceFile(dataDirectory), time).Map(routes);
        new ExternalRoutes(engine).Map(routes);
        reports.Map(routes);
        Accounts.Map(routes);
        Agents.Map(routes);
        Objects.Map(routes);
        new ConfigurationRoutes(new SettingsEditor(dataDirectory, settings, time), Accounts.Fresh).Map(routes);
        new AfterSetupRoutes(dataDirectory, engine, catalog, Accounts.Audit, new MachineProbe(time)).Map(routes);
        new MetricRoutes(telemetry).Map(routes);
        new NotificationRoutes(new Subscriptions(catalog, time), channels, catalog.Notifications).Map(routes);
        insight.Map(routes);
        OpenApiRoutes.Map(routes);
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
            alerts.Raise(AlertType.CatalogUnavailable, failure.Code, CapacityWatch.Catalog, $"The catalog could not be compared with the pool: {failure.Message}", failure.Remedy);
        }
        applications.Clear();
        exports.Clear();
        runningJobAlerts.Begin();
        var interrupted = new JobOutcome(JobState.Failed, new HoldfastException(ErrorCode.JobInterrupted, "The server stopped or was killed while the job ran."));
        foreach (var job in new JobRestart(catalog, Runner, time).Recover()) After(job, interrupted);
        LookHourly(); // what it queues is no job of an earlier run
        watch.Start();
        Runner.Start();
        Housekeeping.Start();
        Scheduler.Start();
        applications.Begin();
        Watch.Start();
        Accounts.Begin();
        delivery.Start();
        reports.Post.Start();
        telemetry.Start(alerts, log);
        ownVault = engine.KeepOwnVault(log);
    }

    /// <summary>Starts nothing any more: no schedule, no housekeeping.</summary>
    internal async ValueTask Quiet()
    {
        ownVault?.Dispose();
        ownVault = null;
        await exports.DisposeAsync();
        await Scheduler.DisposeAsync();
        await applications.DisposeAsync();
        await Watch.DisposeAsync();
        await reports.DisposeAsync();
        await watch.DisposeAsync();
        await Accounts.DisposeAsync();
        await Housekeeping.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Quiet();
        await Agents.DisposeAsync();
        await Objects.DisposeAsync();
        remote.Dispose();
        await delivery.DisposeAsync();
        channels.Dispose();
        telemetry.Dispose();
        insight.Dispose();
        openedDisks.Dispose();
    }

    // What waits for the server runs before what was due meanwhile: the one may make the other needless.
    private void ServerAppeared(string server)
    {
        Runner.AgentAppeared(server);
        Scheduler.ServerAppeared(server);
        applications.Followers.ServerAppeared(server);
    }

    private void After(LiveJob job, JobOutcome outcome)
    {
        var before = job.SourceId is { } source ? catalog.Sources.ById(source)?.ReplicaState : null;
        aftermath.After(job, outcome);
        Scheduler.After(job, outcome, before);
        jobAlerts.After(job, outcome);
        applications.After(job, outcome);
        insight.After(job, outcome);
        telemetry.JobEnded(job, outcome);
    }

    // Every hour.
    private void LookHourly()
    {
        capacity.Sample();
        insight.LookHourly();
        capacity.LookAtCatalog(CatalogBytes());
        jobAlerts.Retire();
        damage.Look();
        RenewMembership();
    }

    // Jobs that use the vault come first: there are weeks of time left.
    private void RenewMembership()
    {
        try
        {
            engine.RenewVaultMembership();
        }
        catch (HoldfastException failure)
        {
            log.LogWarning("The certificate for the vault was not renewed: error {Code}: {Message}", (int)failure.Code, failure.Message);
        }
    }

    // A catalog on another database server has no file here: that server's own watch looks after it.
    private long? CatalogBytes() => new FileInfo(Path.Combine(dataDirectory, "catalog", "holdfast.db")) is { Exists: true } file ? file.Length : null;

    private IJobWork WorkOf(JobType type) => new TracedWork(UntracedWorkOf(type));

    private IJobWork UntracedWorkOf(JobType type) => type switch
    {
        JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck =>
            new LimitedWork(new ScriptedWork(new BackupWork(catalog, engine, new VaultUpload(catalog, engine, cloud, retention), own, remote, applications.Backup), catalog, scripts), time),
        JobType.CloudBackup => new LimitedWork(new VaultUpload(catalog, engine, cloud, retention), time),
        JobType.Recovery => new RecoverWork(engine, remote, applications.Recovery),
        JobType.Drill => applications.Drill,
        JobType.Verification => new VerifyWork(engine),
        JobType.Collection => new CollectWork(engine, expiry),
        JobType.Rebuild => new RebuildWork(engine, rebuild),
        JobType.DiskRemoval => new DiskRemovalWork(engine, health, reconciler),
        _ => throw new System.Diagnostics.UnreachableException($"No work for {type}."),
    };
}
