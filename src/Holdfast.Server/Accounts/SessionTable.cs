using Dapper;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Accounts;

/// <summary>Sessions, found by the hash of their token.</summary>
internal sealed class SessionTable(CatalogDatabase database)
{
    private const string Columns = "token_hash, account_id, name, role, created, last_used";

    internal SessionRow? Find(string tokenHash) => database.Read(connection =>
        connection.QueryFirstOrDefault<SessionRow>($"SELECT {Columns} FROM account_sessions WHERE token_hash = @tokenHash", new { tokenHash }));

    internal void Add(SessionRow session) =>
        database.Write($"INSERT INTO account_sessions ({Columns}) VALUES (@TokenHash, @AccountId, @Name, @Role, @Created, @LastUsed)", session);

    internal void Used(string tokenHash, long time) =>
        database.Write("UPDATE account_sessions SET last_used = @time WHERE token_hash = @tokenHash", new { tokenHash, time });

    internal void Delete(string tokenHash) => database.Write("DELETE FROM account_sessions WHERE token_hash = @tokenHash", new { tokenHash });

    internal void DeleteBefore(long created, long lastUsed) =>
        database.Write("DELETE FROM account_sessions WHERE created < @created OR last_used < @lastUsed", new { created, lastUsed });
}
