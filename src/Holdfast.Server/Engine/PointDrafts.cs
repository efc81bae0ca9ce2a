using Holdfast.Format.Items.Table;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine;

/// <summary>Writes the document of a new point. The time is this server's, wherever the source was read.</summary>
internal sealed class PointDrafts(Repository pool, TimeProvider clock)
{
    public RecoveryPoint Make(BackupRequest request, RecoveryPoint? previous, ItemTableRoot root, long failed)
    {
        var created = clock.GetUtcNow();
        // A clock that was set back must not reorder the points of a source.
        if (previous is not null && created <= previous.Created) created = previous.Created.AddMilliseconds(1);
        return new RecoveryPoint(
            RecoveryPoint.CurrentVersion,
            NewId(created),
            request.IsRecoveryPoint ? RecoveryPoint.RecoveryPointKind : RecoveryPoint.ReplicaKind,
            new PointSource(request.SourceId, request.SourceName, request.Path, request.Server, "files"),
            created,
            Token: 0,
            previous?.Id,
            previous is null ? null : pool.Points.HashOf(previous),
            TableReference.From(root),
            failed,
            []);
    }

    /// <summary>Milliseconds since 1970 and 32 random bits, in hexadecimal: sorts by time, never collides.</summary>
    private string NewId(DateTimeOffset created)
    {
        Span<byte> random = stackalloc byte[4];
        pool.Options.Randomness.Fill(random);
        return created.ToUnixTimeMilliseconds().ToString("x12", null) + Convert.ToHexStringLower(random);
    }
}
