using Dapper;
using Holdfast.Server.Catalog;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Accounts;

/// <summary>Accounts and their recovery codes. What takes rights away ends the account's sessions in the same transaction.</summary>
internal sealed class AccountTable(CatalogDatabase database)
{
    private const string Columns = "id, name, role, password_hash, servers, group_ids, totp_secret, totp_waiting, totp_step, created, last_sign_in";

    internal static string Key(string name) => name.ToUpperInvariant();

    internal bool Any() => database.Read(connection => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM accounts") > 0);

    internal IReadOnlyList<AccountRow> All() => database.Read(connection => connection.Query<AccountRow>($"SELECT {Columns} FROM accounts ORDER BY name_key").AsList());

    internal AccountRow? ById(string id) => database.Read(connection =>
        connection.QueryFirstOrDefault<AccountRow>($"SELECT {Columns} FROM accounts WHERE id = @id", new { id }));

    internal AccountRow? ByName(string name) => database.Read(connection =>
        connection.QueryFirstOrDefault<AccountRow>($"SELECT {Columns} FROM accounts WHERE name_key = @key", new { key = Key(name) }));

    /// <summary>False where the name is taken.</summary>
    internal bool TryAdd(AccountRow account) => TryAdd(account, []);

    /// <summary>The same with the recovery codes of its second factor: both, or nothing.</summary>
    internal bool TryAdd(AccountRow account, IEnumerable<string> codeHashes)
    {
        var isAdded = false;
        var row = new
        {
            account.Id, account.Name, account.Role, account.PasswordHash, account.Servers, account.GroupIds, account.TotpSecret, account.TotpWaiting, account.TotpStep,
            account.Created, account.LastSignIn, Key = Key(account.Name),
        };
        database.Write(ChangeTopic.Accounts, (connection, transaction) =>
        {
            isAdded = connection.Execute(
                $"""
                INSERT INTO accounts ({Columns}, name_key)
                VALUES (@Id, @Name, @Role, @PasswordHash, @Servers, @GroupIds, @TotpSecret, @TotpWaiting, @TotpStep, @Created, @LastSignIn, @Key)
                ON CONFLICT (name_key) DO NOTHING
                """,
                row, transaction) == 1;
            if (!isAdded) return;
            // Sessions of that name to which groups gave a role would go on without the account's limits.
            connection.Execute("DELETE FROM account_sessions WHERE account_id IS NULL AND upper(name) = @Key", row, transaction);
            foreach (var hash in codeHashes)
                connection.Execute("INSERT INTO account_recovery_codes (account_id, code_hash) VALUES (@Id, @hash)", new { account.Id, hash }, transaction);
        });
        return isAdded;
    }

    internal void ChangeRights(AccountRow account) => database.Write(ChangeTopic.Accounts, (connection, transaction) =>
    {
        connection.Execute("UPDATE accounts SET role = @Role, servers = @Servers, group_ids = @GroupIds WHERE id = @Id", account, transaction);
        connection.Execute("DELETE FROM account_sessions WHERE account_id = @Id", account, transaction);
    });

    internal void ChangePassword(string id, string hash) => database.Write(ChangeTopic.Accounts, (connection, transaction) =>
    {
        connection.Execute("UPDATE accounts SET password_hash = @hash WHERE id = @id", new { id, hash }, transaction);
        connection.Execute("DELETE FROM account_sessions WHERE account_id = @id", new { id }, transaction);
    });

    /// <summary>Keeps a stronger hash of the same password; sessions stay.</summary>
    internal void Rehash(string id, string from, string to) =>
        database.Write("UPDATE accounts SET password_hash = @to WHERE id = @id AND password_hash = @from", new { id, from, to });

    internal void SignedIn(string id, long time) => database.Write(ChangeTopic.Accounts, "UPDATE accounts SET last_sign_in = @time WHERE id = @id", new { id, time });

    internal void Delete(string id) => database.Write(ChangeTopic.Accounts, (connection, transaction) =>
    {
        foreach (var statement in (string[])["DELETE FROM account_sessions WHERE account_id = @id", "DELETE FROM account_recovery_codes WHERE account_id = @id", "DELETE FROM accounts WHERE id = @id"])
            connection.Execute(statement, new { id }, transaction);
    });

    internal void BeginTotp(string id, string waiting) => database.Write(ChangeTopic.Accounts, "UPDATE accounts SET totp_waiting = @waiting WHERE id = @id", new { id, waiting });

    /// <summary>Makes the waiting secret the account's, with new recovery codes.</summary>
    internal void ConfirmTotp(string id, string secret, long step, IEnumerable<string> codeHashes) => database.Write(ChangeTopic.Accounts, (connection, transaction) =>
    {
        connection.Execute("UPDATE accounts SET totp_secret = @secret, totp_waiting = NULL, totp_step = @step WHERE id = @id", new { id, secret, step }, transaction);
        connection.Execute("DELETE FROM account_recovery_codes WHERE account_id = @id", new { id }, transaction);
        foreach (var hash in codeHashes)
            connection.Execute("INSERT INTO account_recovery_codes (account_id, code_hash) VALUES (@id, @hash)", new { id, hash }, transaction);
    });

    internal void RemoveTotp(string id) => database.Write(ChangeTopic.Accounts, (connection, transaction) =>
    {
        connection.Execute("UPDATE accounts SET totp_secret = NULL, totp_waiting = NULL WHERE id = @id", new { id }, transaction);
        connection.Execute("DELETE FROM account_recovery_codes WHERE account_id = @id", new { id }, transaction);
    });

    /// <summary>False where a code of this step or a later one was taken before, by whoever was faster.</summary>
    internal bool TryTakeStep(string id, long step) => database.Write("UPDATE accounts SET totp_step = @step WHERE id = @id AND totp_step < @step", new { id, step }) == 1;

    /// <summary>False where there is no such code (any more).</summary>
    internal bool TryTakeRecoveryCode(string id, string hash) =>
        database.Write("DELETE FROM account_recovery_codes WHERE account_id = @id AND code_hash = @hash", new { id, hash }) == 1;

    internal int RecoveryCodes(string id) => database.Read(connection =>
        connection.ExecuteScalar<int>("SELECT COUNT(*) FROM account_recovery_codes WHERE account_id = @id", new { id }));
}
