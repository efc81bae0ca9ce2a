using Dapper;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>Enrolment tokens. Using one and making the agent is one transaction.</summary>
internal sealed class AgentTokenTable(CatalogDatabase database)
{
    private const string Columns = "id, secret_hash, host, created, expires, used, used_by, revoked";

    /// <summary>Newest first.</summary>
    internal IReadOnlyList<AgentTokenRow> All() => database.Read(connection =>
        connection.Query<AgentTokenRow>($"SELECT {Columns} FROM agent_tokens ORDER BY created DESC, id DESC").AsList());

    internal AgentTokenRow? ById(string id) => database.Read(connection =>
        connection.QueryFirstOrDefault<AgentTokenRow>($"SELECT {Columns} FROM agent_tokens WHERE id = @id", new { id }));

    internal AgentTokenRow? BySecret(string hash) => database.Read(connection =>
        connection.QueryFirstOrDefault<AgentTokenRow>($"SELECT {Columns} FROM agent_tokens WHERE secret_hash = @hash", new { hash }));

    internal void Add(AgentTokenRow token) => database.Write(
        ChangeTopic.Agents,
        "INSERT INTO agent_tokens (id, secret_hash, host, created, expires) VALUES (@Id, @SecretHash, @Host, @Created, @Expires)", token);

    internal void Revoke(string id, long time) => database.Write(ChangeTopic.Agents, "UPDATE agent_tokens SET revoked = @time WHERE id = @id AND used IS NULL AND revoked IS NULL", new { id, time });

    internal void DeleteExpiredBefore(long time) => database.Write(ChangeTopic.Agents, "DELETE FROM agent_tokens WHERE expires < @time", new { time });

    /// <summary>
    /// Uses a token up for an agent; false where it is not open any more, and then nothing has changed. Of any number of callers one gets true.
    /// </summary>
    internal bool Redeem(string id, AgentRow agent, IssuedRow issued)
    {
        var won = false;
        database.Write(ChangeTopic.Agents, (connection, transaction) =>
        {
            won = connection.Execute(
                "UPDATE agent_tokens SET used = @Issued, used_by = @Name WHERE id = @id AND used IS NULL AND revoked IS NULL AND expires > @Issued",
                new { id, issued.Issued, agent.Name }, transaction) == 1;
            if (won) AgentTable.Enroll(connection, transaction, agent, issued);
        });
        return won;
    }
}
