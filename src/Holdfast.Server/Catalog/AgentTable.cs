using System.Data;
using Dapper;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>Agents and the certificates that are good for them.</summary>
internal sealed class AgentTable(CatalogDatabase database)
{
    private const string Query =
        """
        SELECT id, name, version, operating_system, enrolled, last_contact, roaming, throttle,
            COALESCE((SELECT MAX(ends) FROM agent_certificates WHERE agent_id = agents.id), 0) AS certificate_ends
        FROM agents
        """;

    internal IReadOnlyList<AgentRow> All() => database.Read(connection => connection.Query<AgentRow>(Query + " ORDER BY name_key").AsList());

    internal long Count() => database.Read(connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM agents"));

    internal AgentRow? ById(string id) => database.Read(connection => connection.QueryFirstOrDefault<AgentRow>(Query + " WHERE id = @id", new { id }));

    internal AgentRow? ByName(string name) => database.Read(connection => ByName(connection, null, name));

    /// <summary>The agent that a certificate was issued to and that has not been removed since.</summary>
    internal AgentRow? ByCertificate(string serial) => database.Read(connection =>
        connection.QueryFirstOrDefault<AgentRow>(Query + " WHERE id = (SELECT agent_id FROM agent_certificates WHERE serial = @serial)", new { serial }));

    internal void SaveContact(string id, string version, string operatingSystem, long time) => database.Write(
        ChangeTopic.Agents,
        "UPDATE agents SET version = @version, operating_system = @operatingSystem, last_contact = @time WHERE id = @id", new { id, version, operatingSystem, time });

    internal void SaveContacts(IReadOnlyCollection<(string Id, long Time)> contacts)
    {
        if (contacts.Count == 0) return;
        database.Write(ChangeTopic.Agents, (connection, transaction) =>
        {
            foreach (var (id, time) in contacts) connection.Execute("UPDATE agents SET last_contact = @time WHERE id = @id", new { id, time }, transaction);
        });
    }

    internal void SaveRoaming(string id, bool roaming) => database.Write(ChangeTopic.Agents, "UPDATE agents SET roaming = @roaming WHERE id = @id", new { id, roaming = roaming ? 1 : 0 });

    internal void SaveThrottle(string id, string throttle) => database.Write(ChangeTopic.Agents, "UPDATE agents SET throttle = @throttle WHERE id = @id", new { id, throttle });

    /// <summary>Another certificate for the same agent. False where the agent has been removed meanwhile.</summary>
    internal bool AddCertificate(string agentId, IssuedRow issued)
    {
        var known = false;
        database.Write(ChangeTopic.Agents, (connection, transaction) =>
        {
            known = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM agents WHERE id = @agentId", new { agentId }, transaction) > 0;
            if (known) Insert(connection, transaction, agentId, issued);
        });
        return known;
    }

    /// <summary>Takes the agent and with it every certificate that it has; false where there is none.</summary>
    internal bool Delete(string id)
    {
        var rows = 0;
        database.Write(ChangeTopic.Agents, (connection, transaction) =>
        {
            connection.Execute("DELETE FROM agent_certificates WHERE agent_id = @id", new { id }, transaction);
            rows = connection.Execute("DELETE FROM agents WHERE id = @id", new { id }, transaction);
        });
        return rows > 0;
    }

    internal void DeleteCertificatesEndedBefore(long time) => database.Write("DELETE FROM agent_certificates WHERE ends < @time", new { time });

    internal static AgentRow? ByName(IDbConnection connection, IDbTransaction? transaction, string name) =>
        connection.QueryFirstOrDefault<AgentRow>(Query + " WHERE name_key = @key", new { key = AgentNames.Key(name) }, transaction);

    /// <summary>A new agent, or the same one enrolled again: then the certificates that it had are good no more.</summary>
    internal static void Enroll(IDbConnection connection, IDbTransaction transaction, AgentRow agent, IssuedRow issued)
    {
        connection.Execute(
            """
            INSERT INTO agents (id, name, name_key, version, operating_system, enrolled, last_contact, roaming, throttle)
            VALUES (@Id, @Name, @Key, @Version, @OperatingSystem, @Enrolled, NULL, 0, '')
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, operating_system = excluded.operating_system, enrolled = excluded.enrolled
            """,
            new { agent.Id, agent.Name, Key = AgentNames.Key(agent.Name), agent.Version, agent.OperatingSystem, agent.Enrolled }, transaction);
        connection.Execute("DELETE FROM agent_certificates WHERE agent_id = @Id", new { agent.Id }, transaction);
        Insert(connection, transaction, agent.Id, issued);
    }

    private static void Insert(IDbConnection connection, IDbTransaction transaction, string agentId, IssuedRow issued) => connection.Execute(
        "INSERT INTO agent_certificates (serial, agent_id, issued, ends) VALUES (@Serial, @agentId, @Issued, @Ends)",
        new { issued.Serial, agentId, issued.Issued, issued.Ends }, transaction);
}
