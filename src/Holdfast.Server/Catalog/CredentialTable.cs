using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>Credentials of applications, by target.</summary>
internal sealed class CredentialTable(CatalogDatabase database)
{
    internal IReadOnlyList<CredentialRow> All() => database.Read(connection =>
        connection.Query<CredentialRow>("SELECT target, account, secret, changed FROM credentials ORDER BY target").AsList());

    internal void Save(CredentialRow row) => database.Write(
        """
        INSERT INTO credentials (target, account, secret, changed) VALUES (@Target, @Account, @Secret, @Changed)
        ON CONFLICT (target) DO UPDATE SET account = excluded.account, secret = excluded.secret, changed = excluded.changed
        """,
        row);

    internal void Delete(string target) => database.Write("DELETE FROM credentials WHERE target = @target", new { target });
}
