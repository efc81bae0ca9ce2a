using System.Globalization;
using Holdfast.Format;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>
/// A moment by the server's clock, and how far its log went after it: a log up to there holds every transaction that had ended at that moment. The messages of a log's stream say nothing of the kind:
/// what they call the end of the log was looked up before they got their time, or is what has been sent so far, or where an old timeline ended.
/// </summary>
/// <param name="Time">A second ago: a transaction takes its time before it writes it.</param>
/// <param name="Written">End of all that had been written, also of what was on no disk yet: that reaches us with the next transaction, which an idle server does not have.</param>
/// <param name="Durable">End of what was on the disk. Transactions that do not wait for it are there after <paramref name="Delay"/>.</param>
/// <param name="Delay">Three delays of the log's writer, PostgreSQL's own bound for transactions that do not wait (synchronous_commit off).</param>
internal readonly record struct ServerMoment(DateTimeOffset Time, Lsn Written, Lsn Durable, TimeSpan Delay)
{
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(1);

    // On a standby only what was replayed says how far its primary was.
    private const string Clock = """
        SELECT (extract(epoch FROM CASE WHEN pg_is_in_recovery() THEN pg_last_xact_replay_timestamp() ELSE clock_timestamp() END - timestamptz '2000-01-01 00:00:00+00') * 1000000)::bigint AS time,
               (SELECT setting FROM pg_settings WHERE name = 'wal_writer_delay') AS delay
        """, Ends = """
        SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END AS written,
               CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END AS durable
        """;

    /// <param name="questions">A connection for ordinary statements.</param>
    /// <returns>Null where the server cannot say: a standby that has replayed nothing.</returns>
    public static ServerMoment? Read(Connection questions)
    {
        // In this order, and not in one statement, whose parts PostgreSQL may look at in any.
        var clock = questions.Query(Clock);
        var ends = questions.Query(Ends);
        if (clock[0, "time"] is not { } time || ends[0, "written"] is not { } written || ends[0, "durable"] is not { } durable) return null;
        if (!long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var microseconds) || !int.TryParse(clock[0, "delay"], NumberStyles.None, CultureInfo.InvariantCulture, out var delay))
            throw new MalformedDataException($"The server says that it is “{time}”, and that its log's writer waits “{clock[0, "delay"]}”.");
        return new ServerMoment(PgTime.From(microseconds) - Writing, Lsn.Parse(written), Lsn.Parse(durable), 3 * TimeSpan.FromMilliseconds(Math.Min(delay, 10_000)));
    }
}
