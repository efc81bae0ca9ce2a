using System.Text.Json;
using Dapper;
using Holdfast.Server.Changes;
using Holdfast.Server.Groups;

namespace Holdfast.Server.Catalog;

/// <summary>Protection groups.</summary>
internal sealed class GroupTable(CatalogDatabase database)
{
    private const string Select =
        "SELECT id, name, retention_days, online, online_retention_days, policy, suspended, exclude_globs, exclude_extensions FROM protection_groups";

    internal IReadOnlyList<GroupRow> All() => database.Read(connection =>
        connection.Query<StoredGroup>(Select + " ORDER BY name_key").Select(stored => stored.ToRow()).ToList());

    internal GroupRow? ById(string id) => database.Read(connection =>
        connection.QueryFirstOrDefault<StoredGroup>(Select + " WHERE id = @id", new { id })?.ToRow());

    internal GroupRow? ByName(string name) => database.Read(connection =>
        connection.QueryFirstOrDefault<StoredGroup>(Select + " WHERE name_key = @key", new { key = Key(name) })?.ToRow());

    internal void Save(GroupRow group) => database.Write(
        ChangeTopic.Groups,
        """
        INSERT INTO protection_groups (id, name, name_key, retention_days, online, online_retention_days, policy, suspended, exclude_globs, exclude_extensions)
        VALUES (@Id, @Name, @Key, @RetentionDays, @Online, @OnlineRetentionDays, @Policy, @Suspended, @ExcludeGlobs, @ExcludeExtensions)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, retention_days = excluded.retention_days,
            online = excluded.online, online_retention_days = excluded.online_retention_days, policy = excluded.policy, suspended = excluded.suspended,
            exclude_globs = excluded.exclude_globs, exclude_extensions = excluded.exclude_extensions
        """,
        new
        {
            group.Id, group.Name, Key = Key(group.Name), group.RetentionDays, Online = group.Online ? 1 : 0, group.OnlineRetentionDays,
            Policy = JsonSerializer.Serialize(PolicyView.Show(group.Policy), CatalogJson.Default.PolicyInfo), Suspended = group.Suspended ? 1 : 0,
            group.ExcludeGlobs, group.ExcludeExtensions,
        });

    internal void Delete(string id) => database.Write(ChangeTopic.Groups, "DELETE FROM protection_groups WHERE id = @id", new { id });

    // Case makes no difference between names, whatever the database thinks of letters beyond ASCII.
    private static string Key(string name) => name.ToUpperInvariant();

    private sealed record StoredGroup
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public int RetentionDays { get; init; }

        public bool Online { get; init; }

        public int OnlineRetentionDays { get; init; }

        public string Policy { get; init; } = "";

        public bool Suspended { get; init; }

        public string ExcludeGlobs { get; init; } = "[]";

        public string ExcludeExtensions { get; init; } = "[]";

        internal GroupRow ToRow() => new()
        {
            Id = Id, Name = Name, OnlineRetentionDays = OnlineRetentionDays, Suspended = Suspended, ExcludeGlobs = ExcludeGlobs, ExcludeExtensions = ExcludeExtensions,
            Policy = Policy.Length > 0 && JsonSerializer.Deserialize(Policy, CatalogJson.Default.PolicyInfo) is { } policy
                ? PolicyReader.Read(policy) : GroupRow.OldPolicy(RetentionDays, Online, OnlineRetentionDays),
        };
    }
}
