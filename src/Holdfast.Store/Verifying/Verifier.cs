using System.Collections.Concurrent;
using Holdfast.Format.Packs;
using Holdfast.Store.Collecting;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.Verifying;

/// <summary>Verifies a repository at four levels: footers, ciphertext, plaintext, points. A transient read error ends it; it is never taken for damage.</summary>
/// <remarks>
/// Packs that wait for their deletion are checked as well: backups deduplicate against them, and points may reach them. What is damaged in them is noted, so that
/// nothing relies on it; it is reported where a point needs it.
/// </remarks>
public sealed class Verifier(Repository repository, VerifyOptions options, Action<long> bytesRead, CancellationToken cancellation)
{
    private readonly ConcurrentQueue<FoundDamage> damages = new();
    private readonly HashSet<PackId> condemned = [];

    /// <exception cref="StorageException">Something could not be read for now, or a listing failed: nothing is concluded.</exception>
    public VerifyResult Run()
    {
        repository.RefreshIndex(cancellation: cancellation);
        repository.Points.Reread();
        var packs = PacksToCheck(out var early);
        NameMissingPacks();
        var verifiers = Enumerable.Range(0, repository.Options.Workers).Select(_ => new PackVerifier(repository, Report)).ToArray();
        try
        {
            WorkerThreads.ForEach(verifiers.Length, "verify", packs, (pack, worker) =>
            {
                var before = verifiers[worker].Bytes;
                verifiers[worker].Check(pack, IsSampled(pack));
                bytesRead(verifiers[worker].Bytes - before);
            }, cancellation);
            // After the packs: what they revealed as damaged counts as missing for the points.
            var points = new PointVerifier(repository, damages.Enqueue, cancellation);
            foreach (var point in Points()) points.Check(point);
            foreach (var (name, reason) in repository.Points.Damaged)
                damages.Enqueue(new FoundDamage(FoundDamage.PointLevel, null, null, null, name[(name.LastIndexOf('/') + 1)..], reason));
            var lost = points.Lost.Concat(early?.Lost ?? []).Distinct().ToList();
            return new VerifyResult(packs.Count, verifiers.Sum(v => v.Chunks), points.Points, verifiers.Sum(v => v.Bytes), [.. damages.Distinct()], lost);
        }
        finally
        {
            foreach (var verifier in verifiers) verifier.Dispose();
        }
    }

    private List<PackId> PacksToCheck(out PointVerifier? early)
    {
        early = null;
        if (options.PointId is not null)
        {
            var needed = new HashSet<PackId>();
            early = new PointVerifier(repository, _ => { }, cancellation); // damages are reported by the pass that follows the packs
            foreach (var point in Points()) early.Check(point, needed);
            return [.. needed.Order()];
        }
        if (options.Packs is { } suspects) return [.. suspects.Order()];
        var packs = new List<PackId>();
        foreach (var blob in repository.ReachablePacks())
        {
            if (BlobNames.ReadPack(blob.Name) is not { } pack) continue;
            if (repository.Sessions.HasTombstone(pack))
            {
                if (!repository.Index.HasPack(pack) && Condemnation.IsMoved(repository, pack)) continue; // nothing can rely on it any more
                condemned.Add(pack);
            }
            packs.Add(pack);
        }
        return packs;
    }

    private void Report(FoundDamage damage)
    {
        if (damage.Pack is not { } pack || !condemned.Contains(pack)) damages.Enqueue(damage);
    }

    /// <summary>Packs on a disk that is away. What points miss of a pack that is gone is named by the pass over the points.</summary>
    private void NameMissingPacks()
    {
        if (options.PointId is not null) return; // the pass over the point names what it misses
        foreach (var pack in repository.Damage.MissingPacks.Order())
            damages.Enqueue(new FoundDamage(FoundDamage.Footer, pack, null, null, null, $"Pack {pack} is on a disk that is missing."));
    }

    private IEnumerable<RecoveryPoint> Points() => options.PointId is null ? repository.Points.All() : [repository.Points.Get(options.PointId)];

    /// <summary>Pack names are random: their first bits make an even sample.</summary>
    private bool IsSampled(in PackId pack) => options.SamplePercent >= 100 || pack.Value.B % 100 < (ulong)options.SamplePercent;
}
