using System.Buffers;
using Holdfast.Format;
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
/// Cut off, it is simply run again: what was acknowledged is known and not sent twice.
/// </summary>
public sealed class PointCopy(Repository from, Repository to, ICopyProgress progress, CancellationToken cancellation)
{
    private const int MostChunksInStretch = 4096;
    private readonly HashSet<ChunkId> entered = [];
    private readonly List<ChunkId> stretch = [];
    private readonly HashSet<ChunkId> inStretch = [];
    private long stretchBytes;
    private LastChunks last;

    /// <returns>The point as the other repository holds it; at once where it holds it already.</returns>
    /// <exception cref="ChunkUnavailableException">A chunk of the point is damaged or missing here.</exception>
    /// <exception cref="StorageException">The other repository does not take it; nothing is listed there that is not whole.</exception>
    public RecoveryPoint Run(RecoveryPoint point)
    {
        if (to.Points.All().FirstOrDefault(other => other.Id == point.Id) is { } there) return there;
        using var session = to.Sessions.Begin();
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
        FailPoint.Reach("push.sent");
        var previous = to.Points.OfSource(point.Source.Id).LastOrDefault();
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
        if (inStretch.Contains(id)) return;
        Span<bool> known = [false];
        session.Pin([id], known);
        if (known[0]) return;
        inStretch.Add(id);
        stretch.Add(id);
        stretchBytes += from.Index.TryFind(id, out var at) ? at.StoredLength : 0;
        if (stretchBytes >= to.Options.PackTarget || stretch.Count >= MostChunksInStretch) Send(session);
    }

    private void Send(WriteSession session)
    {
        Shuffle();
        foreach (var id in stretch)
        {
            cancellation.ThrowIfCancellationRequested();
            SendOne(session, id);
        }
        stretch.Clear();
        inStretch.Clear();
        stretchBytes = 0;
    }

    private void SendOne(WriteSession session, ChunkId id)
    {
        Exception? reason = null;
        foreach (var at in from.Chunks.Copies(id))
        {
            byte[] payload = [];
            try
            {
                var header = from.Packs.ReadRecord(at, out payload);
                if (header.Id != id) throw new MalformedDataException($"Slot {at.Slot} of pack {at.Pack} holds another chunk than the index says.");
                var before = session.BytesStored;
                session.Store(id, header.Kind, header.Codec, header.PlainLength, payload.AsSpan(0, header.StoredLength));
                progress.Sent(session.BytesStored - before);
                return;
            }
            catch (MalformedDataException error)
            {
                reason = error;
                from.Damage.Add(at.Pack, at.Slot);
            }
            finally
            {
                if (payload.Length > 0) ArrayPool<byte>.Shared.Return(payload);
            }
        }
        throw new ChunkUnavailableException(id, reason?.Message ?? "it is not in the repository", reason);
    }

    private void Shuffle()
    {
        Span<byte> random = stackalloc byte[4];
        for (var i = stretch.Count - 1; i > 0; i--)
        {
            to.Options.Randomness.Fill(random);
            var other = (int)(BitConverter.ToUInt32(random) % (uint)(i + 1));
            (stretch[i], stretch[other]) = (stretch[other], stretch[i]);
        }
    }
}
