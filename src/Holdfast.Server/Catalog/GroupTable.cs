using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>Protection groups.</summary>
internal sealed class GroupTable(CatalogDatabase database)
{
    private const string Columns = "id, name, retention_days, online, online_retention_days";

    internal IReadOnlyList<GroupRow> All() => database.Read(connection =>
        connection.Query<GroupRow>($"SELECT {Columns} FROM protection_groups ORDER BY name_key").AsList());

    internal GroupRow? ById(string id) => database.Read(connection =>
        connection.QueryFirstOrDefault<GroupRow>($"SELECT {Columns} FROM protection_groups WHERE id = @id", new { id }));

    internal GroupRow? ByName(string name) => database.Read(connection =>
        connection.QueryFirstOrDefault<GroupRow>($"SELECT {Columns} FROM protection_groups WHERE name_key = @key", new { key = Key(name) }));

    internal void Save(GroupRow group) => database.Write(
        """
        INSERT INTO protection_groups (id, name, name_key, retention_days, online, online_retention_days)
        VALUES (@Id, @Name, @Key, @RetentionDays, @Online, @OnlineRetentionDays)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, retention_days = excluded.retention_days,
            online = excluded.online, online_retention_days = excluded.online_retention_days
        """,
        new
        {
            group.Id, group.Name, Key = Key(group.Name), group.RetentionDays, Online = group.Online ? 1 : 0, group.OnlineRetentionDays,
        });

    internal void Delete(string id) => database.Write("DELETE FROM protection_groups WHERE id = @id", new { id });

    // Case makes no difference between names, whatever the database thinks of letters beyond ASCII.
    private static string Key(string name) => name.ToUpperInvariant();
}
