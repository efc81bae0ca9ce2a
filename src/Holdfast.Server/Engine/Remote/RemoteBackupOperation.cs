using Holdfast.Format.Items.Table;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Remote;

/// <summary>One run over a datasource of another machine: session of the pool → whatever the agent brings → recovery point.</summary>
internal sealed class RemoteBackupOperation(Repository pool, EngineSettings settings, TimeProvider clock)
{
    public RecoveryPoint Run(RemoteBackupRequest request, Func<IRemoteBackup, ItemTableRoot> conduct, IJobReport report)
    {
        var progress = report.Progress;
        var backup = request.Backup;
        var before = pool.Points.OfSource(backup.SourceId);
        var previous = before.Count == 0 ? null : before[^1];
        if (previous is not null) progress.ItemsTotal = previous.Table.Items;
        var level = settings.CompressionLevel ?? Format.Compression.CompressionPolicy.Default.Level;
        using var session = new RemoteBackupSession(pool, previous, request.EarlierPacks, level);
        using var stored = new Timer(_ => Interlocked.Exchange(ref progress.BytesStored, session.BytesStored), null, 250, 250);
        var root = conduct(session);
        progress.Phase = "committing";
        var drafts = new PointDrafts(pool, clock);
        var point = session.Commit(drafts.Make(backup, previous, root, Interlocked.Read(ref progress.ItemsFailed)), root);
        Interlocked.Exchange(ref progress.BytesStored, session.BytesStored);
        Interlocked.Exchange(ref progress.ItemsTotal, root.Items);
        foreach (var replica in before.Where(old => !old.IsListed)) pool.Points.Delete(replica);
        return point;
    }
}
