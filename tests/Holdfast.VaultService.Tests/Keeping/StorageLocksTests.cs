using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Tests.Prefixes;

namespace Holdfast.VaultService.Tests.Keeping;

public sealed class StorageLocksTests : LedgerTest
{
    [Fact]
    public void RunOnce_OfALockedVault_HasTheStorageHoldItsBlobsAndNotItsHousekeeping()
    {
        SetRules(new VaultRules(14, 30, true, VaultRules.Hot));
        var locking = new Locking(Storage) { Clock = Clock };
        var prefix = Open(storage: locking);
        foreach (var name in new[] { Pack(1), Point("s1", "p1"), "owners/1" }) prefix.Create(name, [1]);
        prefix.Dispose();
        Assert.Equal(2, Upkeep(locking).Locked);
        Assert.Equal([InStorage(Pack(1)), InStorage(Point("s1", "p1"))], locking.Until.Keys.Order(StringComparer.Ordinal));
        Assert.All(locking.Until.Values, until => Assert.Equal(Clock.GetUtcNow().AddDays(30), until));
        Pass(TimeSpan.FromDays(14));
        Assert.Equal(0, Upkeep(locking).Locked);
        Pass(TimeSpan.FromDays(2));
        Assert.Equal(2, Upkeep(locking).Locked);
        Assert.Equal(Clock.GetUtcNow().AddDays(30), locking.Until[InStorage(Pack(1))]);
    }

    [Fact]
    public void RunOnce_OfRetiredBlobs_LocksThemUntilTheyMayGoAndRemovesThemThen()
    {
        SetRules(new VaultRules(14, 30, true, VaultRules.Hot));
        var locking = new Locking(Storage) { Clock = Clock };
        var prefix = Open(storage: locking);
        prefix.Create(Pack(1), [1]);
        prefix.Retire([Pack(1)], null);
        prefix.Dispose();
        Upkeep(locking);
        Assert.Equal(Clock.GetUtcNow().AddDays(30), locking.Until[InStorage(Pack(1))]);
        Pass(TimeSpan.FromDays(30));
        Assert.Equal(1, Upkeep(locking).Purged);
        Assert.Empty(Storage.List(""));
    }

    /// <summary>Somebody locked it for longer, past the vault: the vault waits, and what is still there can still be brought back.</summary>
    [Fact]
    public void Purge_OfWhatTheStorageHoldsLonger_Waits()
    {
        var locking = new Locking(Storage) { Clock = Clock };
        var prefix = Open(storage: locking);
        prefix.Create(Pack(1), [1]);
        prefix.Retire([Pack(1)], null);
        locking.Until[InStorage(Pack(1))] = Clock.GetUtcNow().AddDays(20);
        Pass(TimeSpan.FromDays(15));
        Assert.Equal(0, Upkeep(locking).Purged);
        Assert.Single(new RetiredBlobs(Database, Pins).Page(VaultId, null, null, 10));
        Pass(TimeSpan.FromDays(5));
        Assert.Equal(1, Upkeep(locking).Purged);
    }

    [Fact]
    public void RunOnce_WhereTheStorageCannotLock_GoesOn()
    {
        SetRules(new VaultRules(14, 30, true, VaultRules.Hot));
        var locking = new Locking(Storage) { Clock = Clock, Can = false };
        Open(storage: locking).Create(Pack(1), [1]);
        Assert.Empty(Upkeep(locking).Failures);
        Assert.Empty(locking.Until);
    }

    private UpkeepReport Upkeep(IBlobStore storage) =>
        new VaultUpkeep(Database, new KeptVaults(storage, Server), Clock, UpkeepOptions.Default with { VerifyBytesPerSecond = 0, VerifyEvery = TimeSpan.FromDays(365) }).RunOnce(CancellationToken.None);

    /// <summary>Storage that holds what was locked, by the clock of the account.</summary>
    private sealed class Locking(IBlobStore inner) : IBlobStore, IImmutableStore
    {
        public Dictionary<string, DateTimeOffset> Until { get; } = new(StringComparer.Ordinal);

        public bool Can { get; init; } = true;

        public required TimeProvider Clock { get; init; }

        public bool CanLock() => Can;

        public void Lock(string name, DateTimeOffset until)
        {
            if (Until.TryGetValue(name, out var before) && before > until) throw new StorageException(StorageFault.Forbidden, "A longer lock is there.");
            Until[name] = until;
        }

        public IBlobWriter BeginCreate(string name, long expectedLength) => inner.BeginCreate(name, expectedLength);

        public void Create(string name, ReadOnlySpan<byte> content) => inner.Create(name, content);

        public long GetLength(string name) => inner.GetLength(name);

        public void Read(string name, long offset, Span<byte> destination) => inner.Read(name, offset, destination);

        public IReadOnlyList<BlobInfo> List(string prefix) => inner.List(prefix);

        public bool Delete(string name) => Until.TryGetValue(name, out var until) && until > Clock.GetUtcNow() ? throw new StorageException(StorageFault.Forbidden, "Locked.") : inner.Delete(name);
    }
}
