using System.Data;
using Dapper;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Prefixes;

/// <summary>
/// The time that a vault's locks, floors and purges go by: the highest ever seen, kept in the records, so that a clock set back hastens nothing. A clock that is more than a
/// day ahead of it is not believed until the vault's owner says that it is right; until then time stands still for all that could lose data.
/// </summary>
internal sealed class VaultClock(VaultDatabase database, TimeProvider clock)
{
    /// <summary>Longer than any time between two looks of a service that runs: it looks hourly.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromHours(24);

    /// <summary>Not every look is worth a write.</summary>
    private static readonly TimeSpan Fine = TimeSpan.FromMinutes(1);

    /// <summary>Looks at the clock and remembers what it shows.</summary>
    public VaultTimes Observe()
    {
        var now = clock.GetUtcNow();
        var known = database.Read(connection => Known(connection, null));
        return IsSettled(known, now) ? Times(known!, now) : database.Write((connection, transaction) => Observe(connection, transaction, now));
    }

    /// <summary>The same within a transaction.</summary>
    public VaultTimes Observe(IDbConnection connection, IDbTransaction transaction) => Observe(connection, transaction, clock.GetUtcNow());

    /// <summary>The vault's owner says that the clock is right.</summary>
    public VaultTimes Confirm()
    {
        var now = clock.GetUtcNow();
        return database.Write((connection, transaction) =>
        {
            var highest = Math.Max(VaultTime.From(now), Known(connection, transaction)?.Highest ?? 0);
            return Save(connection, transaction, new Stored { Highest = highest }, now);
        });
    }

    private static VaultTimes Observe(IDbConnection connection, IDbTransaction transaction, DateTimeOffset now)
    {
        var known = Known(connection, transaction);
        if (IsSettled(known, now)) return Times(known!, now);
        var seen = VaultTime.From(now);
        if (known is not null && seen - known.Highest > LongestStep.Ticks) return Save(connection, transaction, new Stored { Highest = known.Highest, Doubtful = seen }, now);
        // Back where it can be right: the jump was a mistake that has been corrected.
        return Save(connection, transaction, new Stored { Highest = Math.Max(seen, known?.Highest ?? 0) }, now);
    }

    /// <summary>True where a look changes nothing that is worth keeping.</summary>
    private static bool IsSettled(Stored? known, DateTimeOffset now)
    {
        if (known is null) return false;
        var ahead = VaultTime.From(now) - known.Highest;
        return known.Doubtful is null ? ahead < Fine.Ticks : ahead > LongestStep.Ticks;
    }

    private static Stored? Known(IDbConnection connection, IDbTransaction? transaction) =>
        connection.QueryFirstOrDefault<Stored>("SELECT highest, doubtful FROM clock WHERE id = 1", transaction: transaction);

    private static VaultTimes Save(IDbConnection connection, IDbTransaction transaction, Stored stored, DateTimeOffset now)
    {
        connection.Execute(
            "INSERT INTO clock (id, highest, doubtful) VALUES (1, @Highest, @Doubtful) ON CONFLICT (id) DO UPDATE SET highest = excluded.highest, doubtful = excluded.doubtful",
            stored, transaction);
        return Times(stored, now);
    }

    private static VaultTimes Times(Stored stored, DateTimeOffset now)
    {
        var highest = VaultTime.To(stored.Highest);
        var latest = now > highest ? now : highest;
        return new VaultTimes(stored.Doubtful is null ? latest : highest, latest, stored.Doubtful is not null);
    }

    private sealed record Stored
    {
        public long Highest { get; init; }

        public long? Doubtful { get; init; }
    }
}
