using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Discovery;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Media;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.State;
using Holdfast.Workloads.SqlServer.Statements;
using Holdfast.Workloads.SqlServer.Transports;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>Takes one backup of one database and makes a whole point of it: what was taken now, and what the point before has and its restore still needs.</summary>
internal sealed class BackupRun(BackupTask task, IItemSink sink, SqlOptions options, ChosenReplica replica, BackupWays ways)
{
    private readonly KeptLogs kept = new(task.Context.Keep);
    private readonly List<string> held = [];
    private readonly int pagesPerChunk = PageGrouping.For(options.PagesPerChunk, PreviousSets.PagesPerChunk(task), replica.Status.Size);

    public IPendingBackup Run(CancellationToken cancellation)
    {
        BackupRules.Admit(replica.Status);
        var previous = PreviousSets.Of(task, sink, cancellation);
        var leftovers = Leftovers(previous, cancellation);
        BackupSet[] chain = [.. previous, .. leftovers.Select(leftover => leftover.Set)];
        var decision = BackupRules.Decide(task.Wanted, replica.Status, chain, options.Transport);
        foreach (var (set, path) in leftovers) AddLog(set, path, cancellation);
        return ways.ShadowCopies is { } service && decision.Kind == BackupSetKind.Full ? TakeShadowCopy(service, decision, chain, leftovers, cancellation)
            : new PendingBackup(Finish(decision, chain, leftovers, decision.Kind == BackupSetKind.Log ? TakeLog(decision, chain, cancellation) : TakeData(decision, chain, cancellation)), _ => held.ForEach(kept.Remove));
    }

    private ShadowPending TakeShadowCopy(IShadowCopyService service, BackupDecision decision, BackupSet[] chain, List<(BackupSet Set, string Path)> leftovers, CancellationToken cancellation)
    {
        var taken = new ShadowBackup(service, task, sink, replica, pagesPerChunk).Take(decision, cancellation);
        try
        {
            return new ShadowPending(Finish(decision, chain, leftovers, taken.Set with { Certificate = Certificate(taken.Set, cancellation) }), taken.Session, () => held.ForEach(kept.Remove));
        }
        catch
        {
            taken.Session.Dispose();
            throw;
        }
    }

    /// <summary>Makes the point whole, and says what it is.</summary>
    private BackupDocument Finish(BackupDecision decision, BackupSet[] chain, List<(BackupSet Set, string Path)> leftovers, BackupSet taken)
    {
        var needed = ChainUpkeep.Needed([.. chain, taken]);
        var waiting = leftovers.Select(leftover => leftover.Set.Id).ToHashSet();
        BackupSet[] sets = [.. chain.Where(set => needed.Contains(set) || waiting.Contains(set.Id)), taken];
        foreach (var set in sets.Where(set => set != taken && !waiting.Contains(set.Id))) Keep(set);
        return Document(decision, sets, taken);
    }

    private List<(BackupSet Set, string Path)> Leftovers(IReadOnlyList<BackupSet> previous, CancellationToken cancellation)
    {
        var found = new List<(BackupSet Set, string Path)>();
        foreach (var leftover in kept.Leftovers())
        {
            var set = leftover.Set ?? BackupHistory.Find(replica.Session, replica.Status.Name, leftover.Name, cancellation)?.Set ?? FromFile(leftover.Path, cancellation);
            if (set is null)
            {
                task.Notes.Add(new ItemNote(NoteKind.ContentDiffers, [], 0, $"{leftover.Path} is a log that waits for a recovery point, and nothing says what it is; it stays where it is."));
                continue;
            }
            held.Add(leftover.Name);
            if (previous.Any(held => held.Id == set.Id && !held.Damaged)) continue;
            found.Add((set with { Items = [SqlItems.Log([.. previous, .. found.Select(earlier => earlier.Set)], set)] }, leftover.Path));
        }
        return [.. found.OrderBy(leftover => leftover.Set.Started).ThenBy(leftover => leftover.Set.Last)];
    }

    private BackupSet? FromFile(string path, CancellationToken cancellation)
    {
        try
        {
            using var file = File.OpenRead(path);
            return MediaSet.From(PreviousSets.Read(file, cancellation), replica.Status.Model);
        }
        catch (MalformedFileException malformed)
        {
            task.Notes.Add(new ItemNote(NoteKind.ContentDiffers, [], 0, $"{path}: {malformed.Message}"));
            return null;
        }
    }

    private BackupSet TakeData(BackupDecision decision, IReadOnlyList<BackupSet> chain, CancellationToken cancellation)
    {
        var status = replica.Status;
        var size = chain.LastOrDefault(set => set.Kind == decision.Kind)?.Size is > 0 and var last ? last : status.Size;
        var now = task.Context.Clock.GetUtcNow();
        var items = SqlItems.Data(decision.Kind, now, StripePlan.For(size, options));
        task.Progress.Phase(decision.Kind == BackupSetKind.Full ? "taking a full backup" : "taking a differential backup");
        task.Progress.Expect(size);
        var receivers = items.Select(item =>
        {
            var cutter = new MediaCutter(pagesPerChunk);
            return new ItemReceiver(sink.BeginFile(SqlItems.File(item, now), cutter), cutter, task.Progress);
        }).ToList();
        var name = KeptLogs.NewName();
        try
        {
            using var transport = ways.Open();
            transport.Write(replica.Session, [.. items.Select((item, index) => new WrittenStripe(item, receivers[index]))],
                devices => BackupStatements.Backup(status.Name, decision, devices, name, options.Compression), null, cancellation);
        }
        catch
        {
            receivers.ForEach(receiver => receiver.Abort());
            throw;
        }
        var set = Recorded(name, decision, [.. receivers.Select(receiver => (receiver.Report, receiver.Malformed))], cancellation) with { Items = items };
        var full = chain.LastOrDefault(earlier => earlier is { Kind: BackupSetKind.Full, Damaged: false });
        return decision.Kind != BackupSetKind.Differential || (full is not null && set.IsBasedOn(full)) ? set
            : throw new WorkloadException(WorkloadFault.ContentWrong, "The differential backup is based on a full backup that somebody else has taken meanwhile.", "The next run takes a full backup.");
    }

    private BackupSet TakeLog(BackupDecision decision, IReadOnlyList<BackupSet> chain, CancellationToken cancellation)
    {
        task.Progress.Phase("taking a log backup");
        var name = KeptLogs.NewName();
        BackupSet set;
        using (var receiver = new KeptLogReceiver(kept, name, task.Progress))
        {
            using (var transport = ways.Open())
                transport.Write(replica.Session, [new WrittenStripe($"log/{name}.trn", receiver)],
                    devices => BackupStatements.Backup(replica.Status.Name, decision, devices, name, options.Compression), null, cancellation);
            set = Recorded(name, decision, [(receiver.Report, receiver.Malformed)], cancellation);
        }
        kept.Describe(name, set);
        if (set.First > ChainUpkeep.End(chain))
            throw new WorkloadException(WorkloadFault.ContentWrong, $"The log begins at LSN {set.First}, and the one before ended at {ChainUpkeep.End(chain)}: somebody else has backed up the log in between.",
                "Let nothing else back up the log of this database. The next run bridges the gap by a differential or full backup; this log joins it.");
        set = set with { Items = [SqlItems.Log(chain, set)] };
        AddLog(set, kept.LogPath(name), cancellation);
        held.Add(name);
        return set;
    }

    private BackupSet Recorded(string name, BackupDecision decision, IReadOnlyList<(MediaReport? Report, MalformedFileException? Malformed)> reports, CancellationToken cancellation)
    {
        var recorded = BackupHistory.Find(replica.Session, replica.Status.Name, name, cancellation)
            ?? throw new WorkloadException(WorkloadFault.ContentWrong, $"The server's history (msdb) has nothing of backup {name}.", "Give the account the right to read msdb.dbo.backupset, and see that nothing clears it at once.");
        MediaCheck.Recorded(recorded.Set, recorded.HasChecksums, decision, replica.Status.Name);
        MediaCheck.Media(recorded.Set, reports, options.TrustServerFacts);
        return recorded.Set with { Certificate = Certificate(recorded.Set, cancellation) };
    }

    /// <summary>What a restore needs to read it: of the backup, or of a database that is encrypted itself.</summary>
    private string? Certificate(BackupSet set, CancellationToken cancellation) => set.Certificate is { } known ? known
        : replica.Status.IsEncrypted && replica.Session.Query(FactStatements.EncryptionKey(replica.Status.Name), cancellation) is [var row, ..] ? row.Hex("encryptor_thumbprint") : null;

    private void AddLog(BackupSet set, string path, CancellationToken cancellation)
    {
        using var file = File.OpenRead(path);
        using var content = sink.BeginFile(SqlItems.File(set.Items[0], set.Finished), new MediaCutter());
        var piece = new byte[1 << 20];
        while (file.Read(piece) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            content.Append(piece.AsSpan(0, read));
        }
        content.Complete();
    }

    private void Keep(BackupSet set)
    {
        foreach (var item in set.Items)
        {
            var path = Encoding.UTF8.GetBytes(item);
            var size = sink.Previous?.Find(path)?.Size
                ?? throw new WorkloadException(WorkloadFault.ChainBroken, $"The point before has no {item}.", "The next run takes a full backup.");
            sink.Keep(SqlItems.File(item, set.Finished, size), path);
        }
    }

    private BackupDocument Document(BackupDecision decision, IReadOnlyList<BackupSet> sets, BackupSet taken)
    {
        var status = replica.Status;
        var state = SqlStateDocument.Write(new SqlState(replica.Server.Name, status.Name, status.GroupDatabase, sets, pagesPerChunk));
        var type = decision.Kind switch { BackupSetKind.Full => BackupType.Full, BackupSetKind.Differential => BackupType.Incremental, _ => BackupType.Log };
        var data = sets.Last(set => set.Kind == BackupSetKind.Full);
        return new BackupDocument(SqlServerWorkload.KindWord, type, decision.Why, ConsistencyGuarantee.Application, taken.Moment.ToUniversalTime(), data.Last.ToString(), taken.Last.ToString(), state);
    }
}
