using System.Data;
using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>Who is told of alerts.</summary>
internal sealed class SubscriptionTable(CatalogDatabase database)
{
    private const string Select = "SELECT id, address, severities, types, group_ids, created FROM subscriptions ORDER BY created, id";

    internal IReadOnlyList<SubscriptionRow> All() => database.Read(connection => connection.Query<SubscriptionRow>(Select).AsList());

    internal static IReadOnlyList<SubscriptionRow> All(IDbConnection connection, IDbTransaction transaction) =>
        connection.Query<SubscriptionRow>(Select, transaction: transaction).AsList();

    internal void Add(SubscriptionRow row) => database.Write(
        "INSERT INTO subscriptions (id, address, severities, types, group_ids, created) VALUES (@Id, @Address, @Severities, @Types, @GroupIds, @Created)", row);

    internal bool Remove(string id) => database.Write("DELETE FROM subscriptions WHERE id = @id", new { id }) > 0;
}
