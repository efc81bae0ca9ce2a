using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Packs;
using Holdfast.Store.Collecting;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Verifying;

/// <summary>
/// Repairs a repository from its other copy (a pool from its vault, a vault copy from its pool): chunks by id, points by name. Packs that are
/// damaged are replaced: their good records are written anew, and the collector removes them. Good bytes are never replaced; what comes from the other copy was checked against its id before it is written.
/// </summary>
public sealed class Healer(Repository damaged, Repository? other, CancellationToken cancellation)
{
    /// <returns>The chunks that are well again; all others of <paramref name="result"/> could not be healed.</returns>
    public HealResult Run(VerifyResult result)
    {
        var healed = new HashSet<ChunkId>();
        var failed = new Dictionary<ChunkId, string>();
        var points = HealPoints();
        // From the top down: what lies below a lost point, or a lost part of a table, is known only when that is back.
        var lost = result.Lost.Concat(points.Count > 0 ? LostNow() : []).ToHashSet();
        for (var round = 0; lost.Count > 0 && round < 16; round++)
        {
            HealChunks(lost, healed, failed);
            lost = [.. LostNow().Where(id => !healed.Contains(id) && !failed.ContainsKey(id))];
        }
        foreach (var pack in result.Damages.Select(damage => damage.Pack).OfType<PackId>().Distinct()) Replace(pack, failed);
        return new HealResult(healed, failed, points);
    }

    private IReadOnlyCollection<ChunkId> LostNow()
    {
        var points = new PointVerifier(damaged, _ => { }, cancellation);
        foreach (var point in damaged.Points.All()) points.Check(point);
        return points.Lost;
    }

    private void HealChunks(HashSet<ChunkId> lost, HashSet<ChunkId> healed, Dictionary<ChunkId, string> failed)
    {
        using var session = damaged.Sessions.Begin(mayUseReserve: true);
        using var codecs = new ChunkCodecs();
        var written = new List<ChunkId>();
        foreach (var id in lost)
        {
            cancellation.ThrowIfCancellationRequested();
            if (other is null)
            {
                failed[id] = "There is no second copy.";
                continue;
            }
            try
            {
                var plain = other.Chunks.Read(id);
                var scratch = new byte[plain.Length];
                var codec = codecs.Encode(plain, scratch, CompressionPolicy.Default, out var length);
                session.Store(id, KindOf(id), codec, plain.Length, codec == ChunkCodec.Stored ? plain : scratch.AsSpan(0, length));
                written.Add(id);
            }
            catch (ChunkUnavailableException error)
            {
                failed[id] = $"The other copy lacks it as well: {error.Reason}.";
            }
        }
        session.Flush();
        healed.UnionWith(written);
    }

    private ChunkKind KindOf(in ChunkId id) => other!.Index.TryFind(id, out var at) ? at.Kind : ChunkKind.Content;

    /// <summary>What is good in a damaged pack goes into new packs, and the pack is condemned; one that holds the only copy of something that could not be healed
    /// stays where it is.</summary>
    private void Replace(PackId pack, Dictionary<ChunkId, string> failed)
    {
        var entries = IsThere(pack) ? PackCopy.EntriesOf(damaged, pack) : [];
        if (entries.Count > 0 && !PackCopy.CopyLive(damaged, pack, slot => !damaged.Damage.IsDamaged(pack, slot))) return;
        var keep = entries.Count == 0 ? failed.Count > 0 : entries.Any(entry => damaged.Damage.IsDamaged(pack, entry.Slot) && failed.ContainsKey(entry.Id));
        if (keep) return;
        var isThere = IsThere(pack);
        if (isThere)
        {
            using var session = damaged.Sessions.Begin();
            if (!Condemnation.Put(damaged, pack, new Tombstone(session.Token, damaged.Options.Clock.GetUtcNow(), Moved: true))) return;
        }
        damaged.Index.RemovePack(pack);
        // As long as the pack is there it may get into the index again; the collector forgets its damage when it deletes it.
        if (!isThere) damaged.Damage.Forget(pack);
    }

    private bool IsThere(PackId pack)
    {
        try
        {
            return damaged.Blobs.GetLength(BlobNames.Pack(pack)) > 0;
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
            return false;
        }
    }

    private List<string> HealPoints()
    {
        var healed = new List<string>();
        if (other is null) return healed;
        foreach (var (name, _) in damaged.Points.Damaged)
        {
            var pointId = name[(name.LastIndexOf('/') + 1)..];
            if (other.Points.All().FirstOrDefault(point => point.Id == pointId) is not { } good) continue;
            damaged.Points.Replace(name, good);
            healed.Add(pointId);
        }
        return healed;
    }
}
