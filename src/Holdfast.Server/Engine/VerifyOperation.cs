using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.Repositories;
using Holdfast.Store.Verifying;

namespace Holdfast.Server.Engine;

/// <summary>Verifies one repository, repairs it from the other where asked, and says what was damaged for whom.</summary>
internal static class VerifyOperation
{
    /// <param name="packs">Only the records of these packs; null for all.</param>
    public static VerifyOutcome Run(
        Repository repository, Repository? other, VerifyRequest request, IJobReport report, CancellationToken cancellation, IReadOnlyCollection<PackId>? packs = null)
    {
        var progress = report.Progress;
        progress.Phase = "verifying";
        progress.BytesTotal = request.PointId is null && packs is null ? repository.Measure().Bytes : 0;
        var options = new VerifyOptions(request.SamplePercent, request.PointId, packs);
        var result = new Verifier(repository, options, bytes => Interlocked.Add(ref progress.BytesRead, bytes), cancellation).Run();
        Interlocked.Exchange(ref progress.Items, result.ChunksChecked);
        HealResult? healed = null;
        var concerned = result.Damages.Where(damage => damage.Chunk is not null).Select(damage => damage.Chunk!.Value).Concat(result.Lost).ToHashSet();
        var affected = AffectedItems.Find(repository, concerned, cancellation);
        if (request.Heal && (result.Damages.Count > 0 || result.Lost.Count > 0))
        {
            progress.Phase = "healing";
            healed = new Healer(repository, other, cancellation).Run(result);
        }
        var damages = result.Damages.Select(damage => Describe(damage, affected, healed, result.Lost)).ToList();
        return new VerifyOutcome(
            result.PacksChecked, result.ChunksChecked, result.PointsChecked, result.BytesChecked, damages, damages.Count(d => d.Healed), damages.Count(d => !d.Healed));
    }

    private static Damage Describe(
        FoundDamage found, IReadOnlyDictionary<ChunkId, (SortedSet<string> Points, SortedSet<string> Items)> affected, HealResult? healed, IReadOnlyCollection<ChunkId> lost)
    {
        var (points, items) = found.Chunk is { } chunk && affected.TryGetValue(chunk, out var who) ? who : ([], []);
        if (found.Point is not null) points.Add(found.Point);
        // Damage to a record of which another good copy is here, or which no point needs, costs nothing any more.
        var isHealed = healed is not null && found switch
        {
            { Chunk: { } id } => healed.Chunks.Contains(id) || !lost.Contains(id),
            { Point: { } point } => healed.Points.Contains(point),
            _ => true,
        };
        var why = found.Chunk is { } notHealed && healed?.NotHealed.TryGetValue(notHealed, out var reason) == true ? $" Not healed: {reason}" : "";
        return new Damage(found.Level, found.Pack?.ToString(), found.Chunk?.ToString(), [.. points], [.. items], isHealed, found.Message + why);
    }
}
