namespace Holdfast.Browser.Tests.Browsing;

/// <summary>Two weeks in which points were made at noon and in the evening, some of them missed, as the server itself would have noted them.</summary>
internal static class History
{
    private const int Days = 14;
    private const long Due = (1 << 11) | (1 << 17);

    internal static void Write(ConsoleServer server) => CatalogFile.Change(server, connection =>
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        foreach (var day in Enumerable.Range(today - Days, Days))
            connection.Do(
                """
                INSERT INTO source_days (source_id, day, due_hours, disk_hours, vault_hours, failed_hours, bytes_stored)
                SELECT id, $day, $due, CASE WHEN ($day + rowid) % 11 = 3 THEN 0 ELSE $due END, CASE WHEN online = 1 AND ($day + rowid) % 11 <> 3 THEN $due ELSE 0 END,
                    CASE WHEN ($day + rowid) % 17 = 5 THEN 2048 ELSE 0 END, 40000000 + 1000000 * rowid
                FROM sources WHERE group_id IS NOT NULL ON CONFLICT (source_id, day) DO NOTHING
                """,
                ("$day", day), ("$due", Due));
    });
}
