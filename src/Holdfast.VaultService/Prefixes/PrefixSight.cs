using Holdfast.Contracts.Errors;
using Holdfast.VaultService.Data;
using Microsoft.Data.Sqlite;

namespace Holdfast.VaultService.Prefixes;

/// <summary>
/// What a read has to know: the vault's state and rules, and whether a name is retired. Kept in memory for as long as no other connection changed the records, which SQLite tells
/// for the price of a look into shared memory: so a change of state holds at once, and a recovery does not pay for it.
/// </summary>
internal sealed class PrefixSight(VaultDatabase database, string vaultId, long prefix) : IDisposable
{
    private const int MostNames = 10_000;

    private readonly Lock gate = new();
    private readonly VaultTable vaults = new(database);
    private readonly Dictionary<string, bool> retired = new(StringComparer.Ordinal);
    private SqliteConnection? connection;
    private SqliteCommand? version, retirement;
    private long seen = -1;
    private VaultRow? vault;
    private bool isDisposed;

    /// <exception cref="HoldfastException">There is no such vault any more, or the records cannot be read.</exception>
    public VaultRow Vault()
    {
        lock (gate)
        {
            Refresh();
            return vault!;
        }
    }

    /// <summary>The vault's row, and whether a name is retired, in one look.</summary>
    /// <exception cref="HoldfastException">As <see cref="Vault"/>.</exception>
    public VaultRow Vault(string name, out bool isRetired)
    {
        lock (gate)
        {
            Refresh();
            isRetired = IsRetired(name);
            return vault!;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            version?.Dispose();
            retirement?.Dispose();
            connection?.Dispose();
        }
    }

    private void Refresh()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (connection is null) database.Told(Connect);
        var current = database.Told(() => (long)version!.ExecuteScalar()!);
        if (current == seen && vault is not null) return;
        retired.Clear();
        vault = null;
        vault = vaults.Get(vaultId) ?? throw VaultRefusal.Gone(vaultId);
        seen = current;
    }

    private bool IsRetired(string name)
    {
        if (retired.TryGetValue(name, out var known)) return known;
        if (retired.Count >= MostNames) retired.Clear();
        return retired[name] = database.Told(() =>
        {
            retirement!.Parameters["@name"].Value = name;
            return retirement.ExecuteScalar() is not null;
        });
    }

    private bool Connect()
    {
        connection = database.Connect();
        version = connection.CreateCommand();
        version.CommandText = "PRAGMA data_version";
        retirement = connection.CreateCommand();
        retirement.CommandText = "SELECT 1 FROM blobs WHERE prefix = @prefix AND name = @name AND retired IS NOT NULL";
        retirement.Parameters.AddWithValue("@prefix", prefix);
        retirement.Parameters.AddWithValue("@name", "");
        return true;
    }
}
