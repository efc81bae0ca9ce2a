using Microsoft.Data.Sqlite;

namespace Holdfast.Browser.Tests.Browsing;

/// <summary>Writes into a catalog behind the server's back: what only time or a broken-in writer would put there.</summary>
internal static class CatalogFile
{
    /// <summary>Stops the server, changes its catalog, and starts it again; its address is another one then.</summary>
    internal static void Change(ConsoleServer server, Action<SqliteConnection> change)
    {
        server.Installation.Stop();
        using (var connection = new SqliteConnection($"Data Source={server.Installation.Data("catalog/holdfast.db")};Pooling=False"))
        {
            connection.Open();
            change(connection);
        }
        server.Installation.Start();
    }

    /// <returns>Rows that were changed.</returns>
    internal static int Do(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command.ExecuteNonQuery();
    }
}
