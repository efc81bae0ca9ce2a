using Dapper;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>Datasources.</summary>
internal sealed class SourceTable(CatalogDatabase database)
{
    private const string Columns =
        "id, name, server, path, group_id, online, exclude_globs, exclude_extensions, cross_mount_points, replica_state, protected_since, kind, options, copies";

    internal IReadOnlyList<SourceRow> All() => database.Read(connection =>
        connection.Query<SourceRow>($"SELECT {Columns} FROM sources ORDER BY server, path").AsList());

    /// <summary>By server and path.</summary>
    /// <param name="after">Only those that stand behind this one; null begins with the first.</param>
    internal IReadOnlyList<SourceRow> Page(SourceRow? after, SourceFilter filter, int limit) => database.Read(connection => connection.Query<SourceRow>(
        $"SELECT {Columns} FROM sources{filter.Where(after is not null)} ORDER BY server, path LIMIT @limit",
        new { after?.Server, after?.Path, ScopeServers = new SqlList(filter.ScopeServers ?? []), ScopeGroups = new SqlList(filter.ScopeGroups ?? []), limit }).AsList());

    internal IReadOnlyList<SourceRow> OfGroup(string groupId) => database.Read(connection =>
        connection.Query<SourceRow>($"SELECT {Columns} FROM sources WHERE group_id = @groupId ORDER BY server, path", new { groupId }).AsList());

    /// <summary>Which groups protect something of which server, each once.</summary>
    internal IReadOnlyList<(string Server, string GroupId)> Memberships() => database.Read(connection =>
        connection.Query<(string, string)>("SELECT DISTINCT server, group_id FROM sources WHERE group_id IS NOT NULL").AsList());

    /// <summary>In no particular order.</summary>
    internal IReadOnlyList<SourceRow> ByIds(IReadOnlyCollection<string> ids) => database.Read(connection =>
        connection.Query<SourceRow>($"SELECT {Columns} FROM sources WHERE id IN @ids", new { ids = new SqlList(ids) }).AsList());

    internal SourceRow? ById(string id) => database.Read(connection =>
        connection.QueryFirstOrDefault<SourceRow>($"SELECT {Columns} FROM sources WHERE id = @id", new { id }));

    internal SourceRow? ByPath(string server, string path) => database.Read(connection =>
        connection.QueryFirstOrDefault<SourceRow>($"SELECT {Columns} FROM sources WHERE server = @server AND path = @path", new { server, path }));

    /// <summary>Sources whose name or path is the text, on any server.</summary>
    internal IReadOnlyList<SourceRow> Matching(string text) => database.Read(connection =>
        connection.Query<SourceRow>($"SELECT {Columns} FROM sources WHERE name = @text OR path = @text ORDER BY server, path", new { text }).AsList());

    internal void Save(SourceRow source) => database.Write(
        ChangeTopic.Sources,
        """
        INSERT INTO sources (id, name, server, path, group_id, online, exclude_globs, exclude_extensions, cross_mount_points, replica_state, protected_since, kind, options)
        VALUES (@Id, @Name, @Server, @Path, @GroupId, @Online, @ExcludeGlobs, @ExcludeExtensions, @CrossMountPoints, @ReplicaState, @ProtectedSince, @Kind, @Options)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, server = excluded.server, path = excluded.path, group_id = excluded.group_id,
            online = excluded.online, exclude_globs = excluded.exclude_globs, exclude_extensions = excluded.exclude_extensions,
            cross_mount_points = excluded.cross_mount_points, replica_state = excluded.replica_state, protected_since = excluded.protected_since,
            kind = excluded.kind, options = excluded.options
        """,
        new
        {
            source.Id, source.Name, source.Server, source.Path, source.GroupId, Online = source.Online ? 1 : 0, source.ExcludeGlobs,
            source.ExcludeExtensions, CrossMountPoints = source.CrossMountPoints ? 1 : 0, source.ReplicaState, source.ProtectedSince, source.Kind, source.Options,
        });

    internal void SetReplicaState(string id, string replicaState) =>
        database.Write(ChangeTopic.Sources, "UPDATE sources SET replica_state = @replicaState WHERE id = @id", new { id, replicaState });

    internal void SetCopies(string id, IReadOnlyList<string> servers) =>
        database.Write("UPDATE sources SET copies = @copies WHERE id = @id", new { id, copies = CatalogJson.Write([.. servers]) });

    internal void Delete(string id) => database.Write(ChangeTopic.Sources, "DELETE FROM sources WHERE id = @id", new { id });
}
