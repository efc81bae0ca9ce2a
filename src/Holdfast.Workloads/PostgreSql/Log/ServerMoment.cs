using System.Globalization;
using Holdfast.Format;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>
/// A moment by the server's clock, and how far its log was durable after it. A log up to there holds every transaction that had ended at that moment. The messages of a log's stream say nothing of the
/// kind: what they call the end of the log was looked up before they got their time, or is what has been sent so far, or where an old timeline ended.
/// </summary>
/// <param name="Time">Transactions that had ended then are in the log before <paramref name="Durable"/>.</param>
internal readonly record struct ServerMoment(DateTimeOffset Time, Lsn Durable)
{
    /// <summary>A transaction takes its time before it writes it.</summary>
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(1);

    // On a standby only what was replayed says how far its primary was. One that does not wait for its commit to be durable: PostgreSQL bounds that by three delays of its writer.
    private const string Clock = """
        SELECT (extract(epoch FROM CASE WHEN pg_is_in_recovery() THEN pg_last_xact_replay_timestamp() ELSE clock_timestamp() END - timestamptz '2000-01-01 00:00:00+00') * 1000000)::bigint AS time,
               (SELECT setting FROM pg_settings WHERE name = 'wal_writer_delay') AS delay
        """, End = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END";

    /// <param name="questions">A connection for ordinary statements.</param>
    /// <returns>Null where the server cannot say: a standby that has replayed nothing.</returns>
    public static ServerMoment? Read(Connection questions)
    {
        // In this order, and not in one statement, whose parts PostgreSQL may look at in any.
        var clock = questions.Query(Clock);
        if (clock[0, "time"] is not { } time || questions.Scalar(End) is not { } end) return null;
        if (!long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var microseconds) || !int.TryParse(clock[0, "delay"], NumberStyles.None, CultureInfo.InvariantCulture, out var delay))
            throw new MalformedDataException($"The server says that it is “{time}”, and that its log's writer waits “{clock[0, "delay"]}”.");
        var late = Writing + (3 * TimeSpan.FromMilliseconds(Math.Min(delay, 10_000)));
        return new ServerMoment(PgTime.From(microseconds) - late, Lsn.Parse(end));
    }
}
