using Holdfast.Format.Items.Table;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine;

/// <summary>Writes the document of a new point. The time is this server's, wherever the source was read.</summary>
internal sealed class PointDrafts(Repository pool, TimeProvider clock)
{
    public RecoveryPoint Make(BackupRequest request, RecoveryPoint? previous, ItemTableRoot root, long failed) => Make(
        new PointSource(request.SourceId, request.SourceName, request.Path, request.Server, "files"), previous, root, failed,
        request.IsRecoveryPoint ? RecoveryPoint.RecoveryPointKind : RecoveryPoint.ReplicaKind);

    public RecoveryPoint Make(PointSource source, RecoveryPoint? previous, ItemTableRoot root, long failed, string kind = RecoveryPoint.RecoveryPointKind)
    {
        var created = clock.GetUtcNow();
        // A clock that was set back must not reorder the points of a source.
        if (previous is not null && created <= previous.Created) created = previous.Created.AddMilliseconds(1);
        return new RecoveryPoint(
            RecoveryPoint.CurrentVersion,
            NewId(created, pool.Options.Randomness),
            kind,
            source,
            created,
            Token: 0,
            previous?.Id,
            previous is null ? null : pool.Points.HashOf(previous),
            TableReference.From(root),
            failed,
            []);
    }

    /// <summary>Milliseconds since 1970 and 32 random bits, in hexadecimal: sorts by time, never collides.</summary>
    internal static string NewId(DateTimeOffset created, Format.Keys.IRandomness randomness)
    {
        Span<byte> random = stackalloc byte[4];
        randomness.Fill(random);
        return created.ToUnixTimeMilliseconds().ToString("x12", null) + Convert.ToHexStringLower(random);
    }
}
