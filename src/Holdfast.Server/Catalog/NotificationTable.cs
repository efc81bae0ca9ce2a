using System.Data;
using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>Notifications that are still to be sent: they survive the server.</summary>
internal sealed class NotificationTable(CatalogDatabase database)
{
    /// <summary>More than a person would read: what comes above it waits for its turn.</summary>
    private const int MostAtOnce = 5000;

    private const string Columns = "id, channel, address, news, created, due, attempts, last_error";

    internal static void Add(NotificationRow row, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        $"INSERT INTO notifications ({Columns}) VALUES (@Id, @Channel, @Address, @News, @Created, @Due, @Attempts, @LastError)", row, transaction);

    /// <summary>Oldest first.</summary>
    internal IReadOnlyList<NotificationRow> Pending() => database.Read(connection =>
        connection.Query<NotificationRow>($"SELECT {Columns} FROM notifications ORDER BY created, id LIMIT {MostAtOnce}").AsList());

    internal long Count() => database.Read(connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM notifications"));

    internal void Delete(IReadOnlyList<string> ids) => database.Write((connection, transaction) =>
    {
        foreach (var id in ids) connection.Execute("DELETE FROM notifications WHERE id = @id", new { id }, transaction);
    });

    /// <summary>Notes a failed attempt for all that waits for one receiver.</summary>
    internal void Postpone(string channel, string address, long due, string error) => database.Write(
        "UPDATE notifications SET attempts = attempts + 1, due = @due, last_error = @error WHERE channel = @channel AND address = @address",
        new { channel, address, due, error });

    internal void DeleteOf(string address) => database.Write(
        "DELETE FROM notifications WHERE channel = @channel AND address = @address", new { channel = NotificationRow.Mail, address });
}
