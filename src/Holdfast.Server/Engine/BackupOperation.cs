using Holdfast.Agent.Backup;
using Holdfast.Format.Chunks.Cutting;
using Holdfast.Format.Compression;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Workloads;
using Holdfast.Workloads.Files.Windows.Rules;

namespace Holdfast.Server.Engine;

/// <summary>One run over a datasource: source → agent's backup run → session of the pool → recovery point.</summary>
internal sealed class BackupOperation(Repository pool, EngineSettings settings, TimeProvider clock)
{
    public RecoveryPoint Run(BackupRequest request, IJobReport report, CancellationToken cancellation)
    {
        var progress = report.Progress;
        progress.Phase = request.ReadEverything ? "comparing" : "reading";
        var notes = new ReportedNotes(report);
        var before = pool.Points.OfSource(request.SourceId);
        var previous = before.Count == 0 ? null : before[^1];
        if (previous is not null) progress.ItemsTotal = previous.Table.Items; // the best guess there is

        var scan = ScanOf(request);
        using var source = TreeOpening.Open(request.ReadFrom ?? request.Path, scan.Windows, clock);
        if (request.ReadEverything && previous is not null) progress.BytesTotal = previous.Table.Bytes;
        using var session = pool.Sessions.Begin();
        using var stored = new Timer(_ => Interlocked.Exchange(ref progress.BytesStored, session.BytesStored), null, 250, 250);
        var run = new BackupRun(
            source, scan, previous is null ? null : pool.Points.OpenTable(previous), pool.Chunks, session, notes, progress, OptionsOf(request));
        var root = run.Run(cancellation);
        progress.Phase = "committing";
        var point = session.Commit(new PointDrafts(pool, clock).Make(request, previous, root, Interlocked.Read(ref progress.ItemsFailed)));
        Interlocked.Exchange(ref progress.BytesStored, session.BytesStored);
        Interlocked.Exchange(ref progress.ItemsTotal, root.Items);
        // The state that a synchronization left is replaced by what has just been committed.
        foreach (var replica in before.Where(old => !old.IsListed)) pool.Points.Delete(replica);
        return point;
    }

    private BackupOptions OptionsOf(BackupRequest request) => new(
        pool.Keyring.ChunkIdKey,
        pool.Keyring.CutKey,
        Compression(request),
        CutSizes.Default,
        request.ReadEverything,
        settings.WorkerCount);

    private CompressionPolicy Compression(BackupRequest request)
    {
        var policy = settings.CompressionLevel is { } level ? CompressionPolicy.Default with { Level = level } : CompressionPolicy.Default;
        return policy with { Compress = request.Compress };
    }

    // What was copied from the production server is taken whole: its options are about the computer that it came from.
    private static ScanOptions ScanOf(BackupRequest request) => new()
    {
        Windows = request.ReadFrom is null ? TreeOpening.Choice(request.Options) : WindowsChoice.Everything,
        ExcludeGlobs = request.ExcludeGlobs,
        ExcludeExtensions = request.ExcludeExtensions,
        CrossMountPoints = request.CrossMountPoints,
    };
}
