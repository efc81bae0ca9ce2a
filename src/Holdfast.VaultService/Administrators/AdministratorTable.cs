using System.Data;
using Dapper;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Administrators;

/// <summary>Administrators and their sessions.</summary>
internal sealed class AdministratorTable(VaultDatabase database)
{
    private const string Columns = "name, password_hash, totp_secret, totp_waiting, totp_step, created";

    internal IReadOnlyList<AdministratorRow> All() => database.Read<IReadOnlyList<AdministratorRow>>(connection =>
        [.. connection.Query<AdministratorRow>($"SELECT {Columns} FROM administrators ORDER BY name")]);

    internal AdministratorRow? Find(string name) => database.Read(connection =>
        connection.QueryFirstOrDefault<AdministratorRow>($"SELECT {Columns} FROM administrators WHERE name = @name COLLATE NOCASE", new { name }));

    /// <summary>False where the name is taken.</summary>
    internal static bool TryAdd(AdministratorRow row, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        $"INSERT INTO administrators ({Columns}) VALUES (@Name, @PasswordHash, @TotpSecret, @TotpWaiting, @TotpStep, @Created) ON CONFLICT (name) DO NOTHING", row, transaction) == 1;

    /// <summary>Ends the sessions as well.</summary>
    internal static bool Remove(string name, IDbConnection connection, IDbTransaction transaction)
    {
        EndSessions(name, connection, transaction);
        return connection.Execute("DELETE FROM administrators WHERE name = @name COLLATE NOCASE", new { name }, transaction) == 1;
    }

    /// <summary>Ends the sessions as well.</summary>
    internal static bool SetPassword(string name, string hash, IDbConnection connection, IDbTransaction transaction)
    {
        EndSessions(name, connection, transaction);
        return connection.Execute("UPDATE administrators SET password_hash = @hash WHERE name = @name COLLATE NOCASE", new { name, hash }, transaction) == 1;
    }

    internal void BeginTotp(string name, string waiting) => database.Write("UPDATE administrators SET totp_waiting = @waiting WHERE name = @name COLLATE NOCASE", new { name, waiting });

    internal static bool ConfirmTotp(string name, string waiting, long step, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        "UPDATE administrators SET totp_secret = @waiting, totp_waiting = NULL, totp_step = @step WHERE name = @name COLLATE NOCASE AND totp_waiting = @waiting", new { name, waiting, step }, transaction) == 1;

    internal static bool RemoveTotp(string name, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        "UPDATE administrators SET totp_secret = NULL, totp_waiting = NULL WHERE name = @name COLLATE NOCASE", new { name }, transaction) == 1;

    /// <summary>False where the code of this step, or a later one, was taken already.</summary>
    internal bool TryTakeStep(string name, long step) => database.Write("UPDATE administrators SET totp_step = @step WHERE name = @name COLLATE NOCASE AND totp_step < @step", new { name, step }) == 1;

    internal void AddSession(string tokenHash, string administrator, long expires, long now) => database.Write((connection, transaction) =>
    {
        connection.Execute("DELETE FROM owner_sessions WHERE expires <= @now", new { now }, transaction);
        return connection.Execute("INSERT INTO owner_sessions (token_hash, administrator, expires) VALUES (@tokenHash, @administrator, @expires)", new { tokenHash, administrator, expires }, transaction);
    });

    /// <summary>The administrator whose session it is; empty for whoever has the data folder; null where it is nobody's or over.</summary>
    internal string? SessionOf(string tokenHash, long now) => database.Read(connection => connection.QueryFirstOrDefault<string>(
        "SELECT CASE s.administrator WHEN '' THEN '' ELSE a.name END FROM owner_sessions s LEFT JOIN administrators a ON a.name = s.administrator COLLATE NOCASE WHERE s.token_hash = @tokenHash AND s.expires > @now", new { tokenHash, now }));

    internal void EndSession(string tokenHash) => database.Write("DELETE FROM owner_sessions WHERE token_hash = @tokenHash", new { tokenHash });

    private static void EndSessions(string name, IDbConnection connection, IDbTransaction transaction) =>
        connection.Execute("DELETE FROM owner_sessions WHERE administrator = @name COLLATE NOCASE", new { name }, transaction);
}
