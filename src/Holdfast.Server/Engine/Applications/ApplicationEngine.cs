using Holdfast.Agent.Applications;
using Holdfast.Agent.Backup;
using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Compression;
using Holdfast.Format.Items.Table;
using Holdfast.Server.Engine.Remote;
using Holdfast.Store.Durability;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine.Applications;

/// <summary>Applications in pool and copies.</summary>
/// <param name="use">Runs work on the pool while nobody replaces it.</param>
/// <param name="useOther">Runs work on any place.</param>
internal sealed class ApplicationEngine(EngineSettings settings, TimeProvider clock, Action<Action<Repository>> use, Action<PointPlace, Action<Repository>> useOther) : IApplicationEngine
{
    /// <summary>How long a log waits at most between commits while it grows.</summary>
    private static readonly TimeSpan logInterval = TimeSpan.FromSeconds(3);

    public ApplicationState State(string sourceId, PointPlace place)
    {
        var state = ApplicationState.None;
        useOther(place, repository => state = StateOf(repository, sourceId));
        return state;
    }

    public PointState Backup(
        ApplicationBackup request, Func<BackupDocument?, LogState?, IItemSink, IPendingBackup> fill, IJobReport report, CancellationToken cancellation)
    {
        PointState? made = null;
        use(pool => made = PointViews.ToState(Run(pool, request, fill, report, cancellation), online: false));
        return made!;
    }

    public PointState BackupRemotely(
        ApplicationBackup request, IReadOnlyList<string> earlierPacks, Func<IRemoteBackup, BackupDocument?, (ItemTableRoot Root, BackupDocument Document)> conduct, IJobReport report)
    {
        PointState? made = null;
        use(pool => made = PointViews.ToState(RunRemotely(pool, request, earlierPacks, conduct, report), online: false));
        return made!;
    }

    public IFollowedLog OpenLog(PointSource source)
    {
        var log = new FollowedLog(source, Compression(compress: true), clock, use, logInterval);
        log.Load();
        return log;
    }

    public T Read<T>(string sourceId, PointPlace place, IJobReport report, Func<ApplicationState, Func<string?, IPointContent>, T> work)
    {
        T? result = default;
        useOther(place, repository =>
        {
            // What is deleted from now on keeps its chunks for longer than this takes.
            var points = repository.Points.All().Where(point => point.Source.Id == sourceId).ToDictionary(point => point.Id);
            result = work(StateOf(repository, points.Values), logId => new RecoveredPoints(
                id => (id ?? logId) is { } wanted && points.TryGetValue(wanted, out var point) ? repository.Points.OpenTable(point) : null,
                repository.Chunks, new ReportedNotes(report), report.Progress, MakeDurable));
        });
        return result!;
    }

    public T ReadRemotely<T>(string sourceId, PointPlace place, Func<ApplicationState, Func<IReadOnlyCollection<string>, IRemotePoints>, T> work)
    {
        T? result = default;
        useOther(place, repository =>
        {
            var points = repository.Points.All().Where(point => point.Source.Id == sourceId).ToDictionary(point => point.Id);
            result = work(StateOf(repository, points.Values), ids => new RemotePointsSession(repository, ids.ToDictionary(id => id, id => points[id].Table.ToRoot())));
        });
        return result!;
    }

    public void DeleteLogs(string sourceId) => use(pool =>
    {
        foreach (var log in pool.Points.LogsOf(sourceId)) pool.Points.Delete(log);
    });

    private static ApplicationState StateOf(Repository repository, string sourceId) => StateOf(repository, repository.Points.All().Where(point => point.Source.Id == sourceId));

    private static ApplicationState StateOf(Repository repository, IEnumerable<RecoveryPoint> ofSource)
    {
        var all = ofSource.OrderBy(point => point.Created).ThenBy(point => point.Token).ToList();
        var points = all.Where(point => point.IsListed).Select(ApplicationDocuments.Of).OfType<PointDocument>().ToList();
        var logs = all.Where(point => point is { IsLog: true, Log: not null }).ToList();
        var open = logs.LastOrDefault(log => !log.Log!.IsClosed);
        var kept = logs.Where(log => log.Log!.IsClosed || log == open).Reverse()
            .Select(log => new KeptLog(log.Id, LogTable.StateOf(repository.Points.OpenTable(log), log.Log!), log.Log!.IsClosed));
        return new ApplicationState(points, [.. kept.OrderBy(log => log.IsClosed)]);
    }

    private RecoveryPoint Run(
        Repository pool, ApplicationBackup request, Func<BackupDocument?, LogState?, IItemSink, IPendingBackup> fill, IJobReport report, CancellationToken cancellation)
    {
        var progress = report.Progress;
        var began = clock.GetUtcNow();
        var before = pool.Points.OfSource(request.Source.Id).Where(point => point.IsListed).ToList();
        var previous = before.LastOrDefault();
        var state = StateOf(pool, request.Source.Id);
        var log = state.Logs.FirstOrDefault(kept => !kept.IsClosed)?.State;
        using var session = pool.Sessions.Begin();
        using var stored = new Timer(_ => Interlocked.Exchange(ref progress.BytesStored, session.BytesStored), null, 250, 250);
        var options = new BackupOptions(
            pool.Keyring.ChunkIdKey, pool.Keyring.CutKey, Compression(request.Compress), CutSizes.Default, request.ReadEverything, settings.WorkerCount);
        using var assembly = new PointAssembly(session, previous is null ? null : pool.Points.OpenTable(previous), pool.Chunks, options, progress, cancellation);
        using var pending = Fill(assembly, sink => fill(state.Points.Count == 0 ? null : state.Points[^1].Document, log, sink));
        var root = assembly.Finish();
        progress.Phase = "committing";
        if (Interlocked.Read(ref progress.BytesRead) < assembly.BytesTaken) Interlocked.Exchange(ref progress.BytesRead, assembly.BytesTaken);
        var point = session.Commit(new PointDrafts(pool, clock).Make(request.Source, previous, root, Interlocked.Read(ref progress.ItemsFailed)) with
        {
            Application = ApplicationDocuments.ToRecord(pending.Document, began) with { LogSegment = NewestSegment(state) },
        });
        Interlocked.Exchange(ref progress.BytesStored, session.BytesStored);
        FailPoint.Reach("application.committed");
        Tell(pending, report, cancellation);
        return point;
    }

    private RecoveryPoint RunRemotely(
        Repository pool, ApplicationBackup request, IReadOnlyList<string> earlierPacks, Func<IRemoteBackup, BackupDocument?, (ItemTableRoot Root, BackupDocument Document)> conduct,
        IJobReport report)
    {
        var progress = report.Progress;
        var began = clock.GetUtcNow();
        var previous = pool.Points.OfSource(request.Source.Id).LastOrDefault(point => point.IsListed);
        var state = StateOf(pool, request.Source.Id);
        var document = state.Points is [.., var newest] ? newest.Document : null;
        using var session = new RemoteBackupSession(pool, previous, earlierPacks, Compression(request.Compress).Level);
        using var stored = new Timer(_ => Interlocked.Exchange(ref progress.BytesStored, session.BytesStored), null, 250, 250);
        var made = conduct(session, document);
        progress.Phase = "committing";
        var draft = new PointDrafts(pool, clock).Make(request.Source, previous, made.Root, Interlocked.Read(ref progress.ItemsFailed));
        var point = session.Commit(draft with { Application = ApplicationDocuments.ToRecord(made.Document, began) with { LogSegment = NewestSegment(state), ReadFrom = request.ReadFrom } }, made.Root);
        Interlocked.Exchange(ref progress.BytesStored, session.BytesStored);
        return point;
    }

    // When the backup began: its recovery needs the log from there on, or from later.
    private static string? NewestSegment(ApplicationState state) =>
        state.Logs.FirstOrDefault(kept => !kept.IsClosed)?.State is { Segments: [.., var newest] } ? newest.Name : null;

    // Where a worker failed, what the application's side says of it is not the cause.
    private static IPendingBackup Fill(PointAssembly assembly, Func<IItemSink, IPendingBackup> fill)
    {
        try
        {
            return fill(assembly);
        }
        catch (Exception)
        {
            assembly.ThrowIfFailed();
            throw;
        }
    }

    // The point is durable: what the application does not hear now, the next backup makes up for.
    private static void Tell(IPendingBackup pending, IJobReport report, CancellationToken cancellation)
    {
        try
        {
            pending.Committed(cancellation);
        }
        catch (WorkloadException fault)
        {
            report.Item(ApplicationFaults.CodeOf(fault.Fault), $"The recovery point is made; telling the application so failed: {fault.Message}", "application", failed: false);
        }
    }

    private CompressionPolicy Compression(bool compress)
    {
        var policy = settings.CompressionLevel is { } level ? CompressionPolicy.Default with { Level = level } : CompressionPolicy.Default;
        return policy with { Compress = compress };
    }

    private static void MakeDurable(string path)
    {
        if (!File.Exists(path)) return;
        using var file = DurableFile.OpenRead(path);
        DurableFile.Sync(file, path);
    }
}
