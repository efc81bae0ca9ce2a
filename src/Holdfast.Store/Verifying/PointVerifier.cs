using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Packs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Verifying;

/// <summary>Checks that points open, that their tables can be walked to the end, and that a good copy of every chunk they name is here.</summary>
internal sealed class PointVerifier(Repository repository, Action<FoundDamage> found, CancellationToken cancellation)
{
    private readonly HashSet<ChunkId> entered = [];
    private readonly HashSet<ChunkId> lost = [];
    private LastChunks last;

    public long Points { get; private set; }

    public IReadOnlyCollection<ChunkId> Lost => lost;

    /// <summary>Packs that the points checked so far need (filled only when <paramref name="packs"/> is given).</summary>
    public void Check(RecoveryPoint point, HashSet<PackId>? packs = null)
    {
        cancellation.ThrowIfCancellationRequested();
        Points++;
        // A table may lack several parts: each round finds one more and goes on around it, so that all of them are named.
        while (Walk(point, packs) is { } missing)
            found(new FoundDamage(FoundDamage.PointLevel, null, null, missing.Id, point.Id, $"The item table of the point cannot be read whole: {missing.Reason}."));
    }

    private (ChunkId Id, string Reason)? Walk(RecoveryPoint point, HashSet<PackId>? packs)
    {
        ChunkId current = default;
        bool Enter(ChunkId id, ChunkKind kind)
        {
            cancellation.ThrowIfCancellationRequested();
            if (lost.Contains(id) || !entered.Add(id)) return false;
            current = id;
            Require(id, point, packs);
            return !lost.Contains(id);
        }
        void Extents(IReadOnlyList<Extent> extents)
        {
            foreach (var extent in extents)
            {
                if (extent.IsHole || last.Met(extent.Chunk)) continue;
                Require(extent.Chunk, point, packs);
            }
        }
        try
        {
            repository.Points.OpenTable(point).Visit(Enter, items =>
            {
                foreach (var item in items)
                    if (item.Extents is not null) Extents(item.Extents);
            }, Extents);
            return null;
        }
        catch (ChunkUnavailableException error)
        {
            lost.Add(error.Id);
            return (error.Id, error.Reason);
        }
        catch (MalformedDataException error) when (current != default)
        {
            lost.Add(current);
            return (current, error.Message);
        }
    }

    private void Require(in ChunkId id, RecoveryPoint point, HashSet<PackId>? packs)
    {
        var at = repository.Chunks.Copies(id).FirstOrDefault();
        if (at != default)
        {
            packs?.Add(at.Pack);
            return;
        }
        if (!lost.Add(id)) return;
        var known = repository.Index.TryFind(id, out var damaged);
        found(new FoundDamage(
            FoundDamage.PointLevel, known ? damaged.Pack : null, known ? damaged.Slot : null, id, point.Id,
            known ? "The only copy of a chunk that the point needs is damaged or out of reach." : "A chunk that the point needs is not in the repository."));
    }
}
