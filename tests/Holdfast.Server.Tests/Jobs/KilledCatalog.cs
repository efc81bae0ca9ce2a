using Dapper;
using Microsoft.Data.Sqlite;

namespace Holdfast.Server.Tests.Jobs;

/// <summary>Makes a catalog look as a killed server leaves it.</summary>
internal static class KilledCatalog
{
    public static void MarkRunning(string data, string jobId, bool online, int attempt = 1, bool withoutPoint = false)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "catalog", "holdfast.db"), Pooling = false }.ToString();
        using var connection = new SqliteConnection(text);
        connection.Open();
        connection.Execute("UPDATE jobs SET state = 'running', ended = NULL, attempt = @attempt WHERE id = @jobId", new { jobId, attempt });
        if (withoutPoint) connection.Execute("UPDATE jobs SET recovery_point = NULL WHERE id = @jobId", new { jobId });
        if (online) connection.Execute("""UPDATE jobs SET arguments = REPLACE(arguments, '"online":false', '"online":true') WHERE id = @jobId""", new { jobId });
    }
}
