using Dapper;
using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;
using Holdfast.Testing.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Prefixes;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.VaultService.Tests.Prefixes;

/// <summary>The records of a service with one vault, over storage in memory that breaks down as it is told.</summary>
public abstract class LedgerTest : IDisposable
{
    protected const string VaultId = "aaaabbbbccccddddaaaabbbbccccdddd", Server = "0123456789abcdef0123456789abcdef", OtherServer = "fedcba9876543210fedcba9876543210";

    private readonly List<IDisposable> owned = [];

    protected LedgerTest()
    {
        Database = VaultDatabase.Open(Root);
        Database.Write((connection, transaction) =>
        {
            new VaultTable(Database).Add(
                new VaultRow(VaultId, "Main", "folder:nowhere", "", "", VaultStates.Active, new VaultRules(14, 0, true, VaultRules.Hot), Clock.GetUtcNow()), connection, transaction);
            return true;
        });
        Time.Observe();
    }

    internal VaultDatabase Database { get; }

    internal OnePin Pins { get; } = new();

    internal VaultClock Time => new(Database, Clock);

    protected string Root { get; } = Directory.CreateTempSubdirectory("holdfast-ledger-").FullName;

    /// <summary>A Monday.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));

    protected InMemoryBlobStore Storage { get; } = new();

    public virtual void Dispose()
    {
        foreach (var one in owned) one.Dispose();
        Database.Dispose();
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal ServerPrefix Open(string serverId = Server, IBlobStore? storage = null)
    {
        var prefix = new ServerPrefix(Database, VaultId, serverId, storage ?? Storage, Pins, Clock);
        owned.Add(prefix);
        return prefix;
    }

    protected void SetState(string state) => Database.Write((connection, transaction) =>
        {
            VaultTable.SetState(VaultId, state, connection, transaction);
            return true;
        });

    protected void SetRules(VaultRules rules) => Database.Write(
        "UPDATE vaults SET soft_delete_days = @SoftDeleteDays, lock_days = @LockDays, retention_floors = @floors", new { rules.SoftDeleteDays, rules.LockDays, floors = rules.HasRetentionFloors ? 1 : 0 });

    /// <summary>Days go by as they do for a service that runs.</summary>
    protected void Pass(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromDays(1))
        {
            Clock.Advance(left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1));
            Time.Observe();
        }
    }

    protected T Scalar<T>(string sql) => Database.Read(connection => connection.ExecuteScalar<T>(sql))!;

    protected static string Pack(int number)
    {
        var id = number.ToString("x2", null) + number.ToString("x62", null);
        return $"packs/{id[..2]}/{id}";
    }

    protected static string Point(string source, string id) => $"points/{source}/{id}";

    protected static string InStorage(string name, string serverId = Server) => ServerPrefix.FolderOf(serverId) + name;
}
