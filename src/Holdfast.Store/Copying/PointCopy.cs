using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Store.Durability;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Writing;

namespace Holdfast.Store.Copying;

/// <summary>
/// Copies a recovery point into another repository of the same dedup domain: only the chunks which that one lacks, opened and sealed again under its keys, not
/// compressed again. Within a stretch of about one pack the order is shuffled, so that the order of chunks in a vault tells nothing. Packs first, then the point.
/// Cut off, it is simply run again: what was acknowledged is known and not sent twice. Memory: two stretches, of which one is read while the other is sealed.
/// </summary>
public sealed class PointCopy(Repository from, Repository to, ICopyProgress progress, CancellationToken cancellation)
{
    private const int MostChunksInStretch = 4096;
    private readonly HashSet<ChunkId> entered = [];
    private readonly List<ChunkId> stretch = [];
    private HashSet<ChunkId> inStretch = [];

    /// <summary>Of the stretch that is being stored: the session may not know them yet.</summary>
    private HashSet<ChunkId> onTheWay = [];
    private readonly StretchReader reader = new(from, cancellation);
    private readonly OneBehind storing = new("copy-store");
    private long stretchBytes;
    private LastChunks last;

    /// <returns>The point as the other repository holds it; at once where it holds it already.</returns>
    /// <exception cref="ChunkUnavailableException">A chunk of the point is damaged or missing here.</exception>
    /// <exception cref="StorageException">The other repository does not take it; nothing is listed there that is not whole.</exception>
    public RecoveryPoint Run(RecoveryPoint point)
    {
        if (to.Points.All().FirstOrDefault(other => other.Id == point.Id) is { } there) return there;
        using var session = to.Sessions.Begin();
        using var ending = storing; // before the session ends, whatever happens: its packs are written by what runs there
        from.Points.OpenTable(point).Visit(
            (id, _) =>
            {
                if (!entered.Add(id)) return false;
                Want(session, id);
                return true;
            },
            items =>
            {
                foreach (var item in items)
                    if (item.Extents is not null) WantAll(session, item.Extents);
            },
            extents => WantAll(session, extents));
        Send(session);
        storing.Wait();
        FailPoint.Reach("push.sent");
        var previous = point.IsLog ? null : to.Points.OfSource(point.Source.Id).LastOrDefault();
        return session.Commit(point with { PreviousId = previous?.Id, PreviousHash = previous is null ? null : to.Points.HashOf(previous) });
    }

    private void WantAll(WriteSession session, IReadOnlyList<Extent> extents)
    {
        foreach (var extent in extents)
        {
            if (extent.IsHole || last.Met(extent.Chunk)) continue;
            Want(session, extent.Chunk);
        }
    }

    private void Want(WriteSession session, in ChunkId id)
    {
        cancellation.ThrowIfCancellationRequested();
        if (inStretch.Contains(id) || onTheWay.Contains(id)) return;
        Span<bool> known = [false];
        session.Pin([id], known);
        if (known[0]) return;
        inStretch.Add(id);
        stretch.Add(id);
        stretchBytes += from.Index.TryFind(id, out var at) ? at.StoredLength : 0;
        if (stretchBytes >= to.Options.PackTarget || stretch.Count >= MostChunksInStretch) Send(session);
    }

    /// <summary>Reads the stretch, and has it stored while the next one is gathered and read.</summary>
    private void Send(WriteSession session)
    {
        if (stretch.Count > 0)
        {
            var opened = reader.Read(stretch);
            storing.Wait();
            Shuffle(opened.Records);
            storing.Start(() => Store(session, opened));
        }
        stretch.Clear();
        (inStretch, onTheWay) = ([], inStretch);
        stretchBytes = 0;
    }

    private void Store(WriteSession session, OpenedStretch opened)
    {
        using var buffers = opened;
        WorkerThreads.ForEach(to.Options.Workers, "copy-seal", opened.Records, (record, _) =>
        {
            session.StoreOpened(record.Header, record.Record);
            progress.Sent(record.Record.Count);
        }, cancellation);
    }

    private void Shuffle(OpenedRecord[] records)
    {
        Span<byte> random = stackalloc byte[4];
        for (var i = records.Length - 1; i > 0; i--)
        {
            to.Options.Randomness.Fill(random);
            var other = (int)(BitConverter.ToUInt32(random) % (uint)(i + 1));
            (records[i], records[other]) = (records[other], records[i]);
        }
    }
}
