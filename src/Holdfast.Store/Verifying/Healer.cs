using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Packs;
using Holdfast.Store.Collecting;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Verifying;

/// <summary>
/// Repairs a repository from its other copy (a pool from its vault, a vault copy from its pool): chunks by id, points by name, packs whose footer is damaged
/// by writing their records anew. Good bytes are never replaced; what comes from the other copy was checked against its id before it is written.
/// </summary>
public sealed class Healer(Repository damaged, Repository? other, CancellationToken cancellation)
{
    /// <returns>The chunks that are well again; all others of <paramref name="result"/> could not be healed.</returns>
    public HealResult Run(VerifyResult result)
    {
        var healed = new HashSet<ChunkId>();
        var failed = new Dictionary<ChunkId, string>();
        // Tables first: what lies below a lost part of a table is known only when that part is back.
        var lost = result.Lost.ToHashSet();
        for (var round = 0; lost.Count > 0 && round < 16; round++)
        {
            HealChunks(lost, healed, failed);
            var points = new PointVerifier(damaged, _ => { }, cancellation);
            foreach (var point in damaged.Points.All()) points.Check(point);
            lost = [.. points.Lost.Where(id => !healed.Contains(id) && !failed.ContainsKey(id))];
        }
        foreach (var pack in result.Damages.Where(damage => damage.Level == FoundDamage.Footer && damage.Pack is not null).Select(damage => damage.Pack!.Value).Distinct()) Rewrite(pack);
        var points2 = HealPoints();
        return new HealResult(healed, failed, points2);
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

    /// <summary>The records of a pack without a footer get a pack with one; the collector removes the old one when nothing prefers it any more.</summary>
    private void Rewrite(PackId pack)
    {
        if (PackCopy.CopyLive(damaged, pack, slot => !damaged.Damage.IsDamaged(pack, slot))) damaged.Damage.AddWhole(pack, PackCopy.EntriesOf(damaged, pack));
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
