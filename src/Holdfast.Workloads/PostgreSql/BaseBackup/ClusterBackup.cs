using System.Globalization;
using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Comparison;
using Holdfast.Workloads.PostgreSql.Planning;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>One backup of a cluster, from the first question to the document.</summary>
internal sealed class ClusterBackup(BackupTask task, IItemSink sink, CancellationToken cancellation)
{
    /// <summary>A checkpoint, or the rest of the log that is to be summarized, may take minutes; a server that says nothing for an hour is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly ConnectionOrder order = ConnectionOrder.From(task.Context);
    private bool hasBegun;

    public IPendingBackup Run()
    {
        task.Progress.Phase("asking the server");
        using var sql = Connection.Open(order, order.Options.Database, cancellation);
        var facts = ClusterFacts.Read(sql);
        facts.RequireReadable();
        var started = ClusterFacts.ReadClock(sql);
        var quiet = new QuietContent(order, sql, facts, cancellation);
        quiet.Begin();
        var previous = task.Previous is null ? null : ClusterState.TryRead(task.Previous);
        var hasManifest = sink.Previous?.Find(ClusterLayout.Bytes(ClusterLayout.ManifestItem)) is not null;
        var system = Replicate(Identify);
        var choice = BackupChoice.Make(task.Wanted, task.ReadEverything, facts, system.Identifier, system.Timeline, previous, hasManifest);
        var run = choice.Type == BackupType.Incremental ? TryIncremental(facts, ref choice) : null;
        run ??= Replicate(replication => Take(replication, facts, null));
        using (run)
        {
            NoteDamage(run);
            run.Receiver.Complete();
            var ended = ClusterFacts.ReadClock(sql);
            task.Progress.Phase("reading what is to be compared");
            return new PendingBackup(Document(run, State(run, facts, system.Identifier, started, quiet.End()), ended, choice));
        }
    }

    /// <summary>Null where the server says, before it sends anything, that it cannot build on the earlier point.</summary>
    private BaseBackupRun? TryIncremental(ClusterFacts facts, ref BackupChoice choice)
    {
        try
        {
            var manifest = ReadManifest();
            return Replicate(replication =>
            {
                Upload(replication, manifest);
                return Take(replication, facts, ManifestReader.Read(manifest));
            });
        }
        catch (WorkloadException error) when (error.InnerException is ServerErrorException { State: ServerErrors.InPrerequisiteState or ServerErrors.UndefinedFile or "22023" or "XX000" } inner && !hasBegun)
        {
            choice = new BackupChoice(BackupType.Full, $"The server cannot build on the earlier point: {inner.ServerText}.");
        }
        catch (MalformedDataException error) when (!hasBegun)
        {
            choice = new BackupChoice(BackupType.Full, $"The earlier point's manifest cannot be used: {error.Message}");
        }
        return null;
    }

    private BaseBackupRun Take(Connection replication, ClusterFacts facts, BackupManifest? earlier)
    {
        var run = new BaseBackupRun(replication, sink, earlier, facts, task);
        try
        {
            task.Progress.Phase("waiting for a checkpoint");
            run.Run(order.Options.SpreadCheckpoint);
            return run;
        }
        catch
        {
            hasBegun = run.IsUnderWay;
            run.Dispose();
            throw;
        }
    }

    private byte[] ReadManifest()
    {
        using var stream = sink.Previous!.OpenRead(ClusterLayout.Bytes(ClusterLayout.ManifestItem));
        if (stream.Length > ManifestReader.Longest) throw new MalformedDataException("It is longer than any can be.");
        var bytes = new byte[(int)stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void Upload(Connection replication, byte[] manifest)
    {
        replication.Begin("UPLOAD_MANIFEST");
        replication.Expect('G');
        foreach (var part in manifest.Chunk(32 << 10)) replication.Write(new MessageWriter('d').Bytes(part).Done());
        replication.Write(new MessageWriter('c').Done());
        while (replication.Next() != 'Z')
        {
        }
    }

    private static (string Identifier, uint Timeline) Identify(Connection replication)
    {
        var result = replication.Query("IDENTIFY_SYSTEM");
        return (result[0, "systemid"] ?? "", uint.Parse(result[0, "timeline"] ?? "", CultureInfo.InvariantCulture));
    }

    private T Replicate<T>(Func<Connection, T> action)
    {
        using var replication = Connection.Open(order, null, cancellation);
        replication.SetPatience(Patience);
        return action(replication);
    }

    private void NoteDamage(BaseBackupRun run)
    {
        if (!run.HasDamage) return;
        var damaged = run.Receiver.Verifier?.Damaged ?? [];
        foreach (var page in damaged)
            task.Notes.Add(new ItemNote(NoteKind.Unreadable, ClusterLayout.Bytes($"{ClusterLayout.Data}/{page.Path}"), 0, $"The checksum of page {page.Block} does not hold: the page is damaged at the source. It was kept as it is."));
        if (damaged.Count == 0) task.Notes.Add(new ItemNote(NoteKind.Unreadable, ClusterLayout.Bytes(ClusterLayout.Data), 0, "The server reports pages whose checksum does not hold; its log names them."));
    }

    private static ClusterState State(BaseBackupRun run, ClusterFacts facts, string system, DateTimeOffset started, IReadOnlyDictionary<string, DatabaseContent>? content) =>
        new(ClusterState.CurrentFormat, system, facts.Version, facts.Major, run.Timeline, facts.WalSegmentSize, facts.HasChecksums, facts.IsStandby, started,
            run.HasDamage ? Math.Max(1, run.Receiver.Verifier?.DamagedCount ?? 1) : 0, facts.Tablespaces, facts.Settings, content);

    private static BackupDocument Document(BaseBackupRun run, ClusterState state, DateTimeOffset ended, BackupChoice choice)
    {
        var label = run.Receiver.Label ?? throw new MalformedDataException("The backup came without its backup_label.");
        return new BackupDocument(PostgreSqlWorkload.KindWord, choice.Type, choice.Why, ConsistencyGuarantee.Application, ended, label.Start.ToString(), run.End.ToString(), state.Write());
    }
}
