using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Protection.Logs;
using Holdfast.Store;
using Holdfast.Store.Durability;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Writing;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine.Applications;

/// <summary>
/// Keeps one followed log in the pool as a hidden point. Each commit writes the next state of that point, durable, and only then deletes the one before: wherever it
/// is cut off, the newest that is there is whole. Segments that no point of the datasource needs leave with the next state.
/// </summary>
/// <param name="use">Runs work on the pool while nobody replaces it.</param>
internal sealed class FollowedLog(PointSource source, CompressionPolicy compression, TimeProvider clock, Action<Action<Repository>> use, TimeSpan interval) : IFollowedLog
{
    /// <summary>Without new bytes, so long a later covered moment is only known here and not written.</summary>
    private static readonly TimeSpan quietFor = TimeSpan.FromMinutes(1);

    private readonly SortedDictionary<string, Item> items = new(StringComparer.Ordinal);
    private readonly HashSet<string> others = new(StringComparer.Ordinal);
    private Repository? pool;
    private WriteSession? session;
    private ChunkWriter? chunks;
    private OpenSegment? open;
    private RecoveryPoint? kept;
    private string start = "";
    private DateTimeOffset lastReceived;
    private bool hasNewSegment, hasChanged, isClosing;
    private volatile LogState? state;
    private long lastCommit;

    public LogState? State => state;

    public TimeSpan Interval => interval;

    public DateTimeOffset? LastCommit => Interlocked.Read(ref lastCommit) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Reads what is kept already.</summary>
    internal void Load() => use(repository =>
    {
        pool = repository;
        var logs = repository.Points.LogsOf(source.Id);
        var current = logs.LastOrDefault(log => !log.Log!.IsClosed);
        // What a cut left behind: a later state of the same log is durable.
        foreach (var older in logs.Where(log => !log.Log!.IsClosed && log != current)) repository.Points.Delete(older);
        if (current is null) return;
        kept = current;
        start = current.Log!.Start;
        others.UnionWith(current.Log.Files);
        foreach (var item in repository.Points.OpenTable(current).ReadAll().Where(item => item.Kind == ItemKind.File)) items.Add(ItemPath.ToDisplay(item.Name), item);
        Interlocked.Exchange(ref lastCommit, current.Created.UtcTicks);
        state = LogTable.State(items.Values, current.Log);
        lastReceived = state.Segments.Count == 0 ? default : state.Segments[^1].Received;
        if (state.Segments.Count > 0 && items[state.Segments[^1].Name] is var last)
            open = OpenSegment.Resume(last, repository.Points.OpenTable(current).ExtentsOf(last), repository.Chunks);
    });

    public void Begin(string from)
    {
        if (state is not null) throw new InvalidOperationException("The log has begun already.");
        start = from;
    }

    public void Append(string segment, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray(); // a span does not enter the closure; the application's buffers are small
        Write(() =>
        {
            if (open is null || ItemPath.ToDisplay(open.Item.Name) != segment) Open(segment);
            open!.Append(copy, chunks!);
        });
    }

    public void Put(string name, ReadOnlySpan<byte> content)
    {
        var copy = content.ToArray();
        Write(() =>
        {
            var item = LogTable.File(Named(name), clock.GetUtcNow());
            item.Size = copy.Length;
            if (copy.Length > 0) item.Extents = [Extent.Data(chunks!.Write(ChunkKind.Content, copy), 0, (uint)copy.Length)];
            items[name] = item;
            others.Add(name);
        });
    }

    public void Commit(string end, DateTimeOffset? covered)
    {
        if (!hasChanged)
        {
            // An idle application: the log covers later moments without a byte more.
            if (state is not { } known || kept is null) return;
            state = known with { End = end, Covered = covered ?? known.Covered };
            if (clock.GetUtcNow() - kept.Created < quietFor) return;
        }
        Write(() => Settle(end, covered ?? state?.Covered));
    }

    public void Close()
    {
        if (kept is null) return;
        isClosing = true;
        Write(() => Settle(kept.Log!.End, kept.Log.Covered));
        items.Clear();
        others.Clear();
        (open, kept, state, start, isClosing) = (null, null, null, "", false);
    }

    public void Dispose() => EndSession();

    private void Settle(string end, DateTimeOffset? covered)
    {
        open?.Settle(chunks!);
        if (hasNewSegment) Trim();
        var created = clock.GetUtcNow();
        if (kept is not null && created <= kept.Created) created = kept.Created.AddMilliseconds(1);
        var table = new ItemTableWriter(chunks!);
        table.Add(LogTable.Root(created));
        foreach (var item in items.Values.OrderBy(item => item.Name, ByName.Instance)) table.Add(item);
        var record = new LogRecord(start, end, covered, [.. others.Order(StringComparer.Ordinal)], isClosing);
        var draft = new RecoveryPoint(
            RecoveryPoint.CurrentVersion, PointDrafts.NewId(created, pool!.Options.Randomness), RecoveryPoint.LogKind, source, created, Token: 0, null, null,
            TableReference.From(table.Complete()), 0, []) { Log = record };
        var before = kept;
        kept = session!.Commit(draft);
        FailPoint.Reach("log.committed");
        EndSession();
        (hasChanged, hasNewSegment) = (false, false);
        state = LogTable.State(items.Values, record);
        Interlocked.Exchange(ref lastCommit, created.UtcTicks);
        if (before is not null) pool.Points.Delete(before);
        FailPoint.Reach("log.replaced");
    }

    private void Open(string segment)
    {
        var name = Named(segment);
        open?.Settle(chunks!);
        if (items.ContainsKey(segment)) throw new InvalidOperationException($"Segment '{segment}' of the log is not the last one.");
        var received = clock.GetUtcNow();
        if (received <= lastReceived) received = lastReceived.AddTicks(1); // the order of segments is that of these times
        lastReceived = received;
        var item = LogTable.File(name, received);
        items.Add(segment, item);
        open = new OpenSegment(item);
        hasNewSegment = true;
    }

    private void Trim()
    {
        var points = pool!.Points.OfSource(source.Id).Where(point => point is { IsListed: true, Application: not null });
        var segments = items.Where(item => !others.Contains(item.Key)).OrderBy(item => item.Value.Modified.ToDateTimeOffset()).ToList();
        var needless = LogTrim.Needless([.. segments.Select(segment => segment.Key)], [.. points.Select(point => point.Application!.LogSegment)]);
        foreach (var segment in segments.Take(needless)) items.Remove(segment.Key);
    }

    private void Write(Action work) => use(repository =>
    {
        if (!ReferenceEquals(repository, pool)) throw new StorageException(StorageFault.Unavailable, "The pool was opened anew while a log was followed.");
        if (session is null)
        {
            session = repository.Sessions.Begin();
            chunks = new ChunkWriter(session, repository.Keyring.ChunkIdKey, compression);
        }
        hasChanged = true;
        work();
    });

    private void EndSession()
    {
        chunks?.Dispose();
        session?.Dispose();
        (session, chunks) = (null, null);
    }

    private static byte[] Named(string name)
    {
        var bytes = ItemPath.FromDisplay(name);
        return ItemPath.IsName(bytes) ? bytes : throw new ArgumentException($"'{name}' cannot name a segment.", nameof(name));
    }

    private sealed class ByName : IComparer<byte[]>
    {
        public static ByName Instance { get; } = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
