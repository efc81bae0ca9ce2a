using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Testing.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Tests.Prefixes;

namespace Holdfast.VaultService.Tests.Keeping;

public sealed class UpkeepTests : LedgerTest
{
    private static readonly byte[] content = [1, 2, 3, 4, 5];

    [Fact]
    public void Purge_AfterTheSoftDeleteDays_RemovesWhatWasRetiredAndNothingElse()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Create(Pack(2), content);
        prefix.Retire([Pack(1)], null);
        Pass(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, Upkeep().Purged);
        Assert.Equal(2, Storage.List("").Count);
        Pass(TimeSpan.FromSeconds(1));
        var report = Upkeep();
        Assert.Equal((1, 5), (report.Purged, report.PurgedBytes));
        Assert.Equal([InStorage(Pack(2))], Storage.List("").Select(blob => blob.Name));
        Assert.Equal(0, Undelete([Pack(1)]));
        prefix.Create(Pack(1), [7]);
    }

    [Fact]
    public void Purge_OfALockedVault_WaitsForTheLock()
    {
        SetRules(new VaultRules(14, 30, true, VaultRules.Hot));
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Retire([Pack(1)], null);
        Pass(TimeSpan.FromDays(29));
        Assert.Equal(0, Upkeep().Purged);
        Assert.Equal(1, Undelete([Pack(1)]));
        prefix.Retire([Pack(1)], null);
        Pass(TimeSpan.FromDays(30));
        Assert.Equal(1, Upkeep().Purged);
    }

    [Fact]
    public void Purge_WhereTheRulesGrewMeanwhile_GoesByTheLongerOnes()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Retire([Pack(1)], null);
        SetRules(new VaultRules(14, 60, true, VaultRules.Hot));
        Pass(TimeSpan.FromDays(59));
        Assert.Equal(0, Upkeep().Purged);
        SetRules(new VaultRules(14, 0, true, VaultRules.Hot));
        Assert.Equal(1, Upkeep().Purged);
    }

    [Fact]
    public void Purge_WhereSoftDeleteWasShortened_KeepsWhatWasPromised()
    {
        SetRules(new VaultRules(90, 0, true, VaultRules.Hot));
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Retire([Pack(1)], null);
        SetRules(new VaultRules(14, 0, true, VaultRules.Hot));
        Pass(TimeSpan.FromDays(89));
        Assert.Equal(0, Upkeep().Purged);
        Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, Upkeep().Purged);
    }

    /// <summary>Delete, set the clock ahead by a year, let the vault tidy up.</summary>
    [Fact]
    public void Purge_WhereTheClockJumpedAhead_RemovesNothingUntilItIsConfirmed()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Retire([Pack(1)], null);
        Clock.Advance(TimeSpan.FromDays(365));
        for (var round = 0; round < 3; round++)
        {
            var report = Upkeep();
            Assert.True(report.IsClockDoubtful);
            Assert.Equal(0, report.Purged);
            Clock.Advance(TimeSpan.FromHours(20));
        }
        Assert.Equal(1, Undelete([Pack(1)]));
        prefix.Retire([Pack(1)], null);
        Time.Confirm();
        Assert.Equal(0, Upkeep().Purged);
        Pass(TimeSpan.FromDays(14));
        Assert.Equal(1, Upkeep().Purged);
    }

    [Fact]
    public void Purge_WhereTheJumpWasTakenBack_GoesOnByItself()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Retire([Pack(1)], null);
        var start = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromDays(365));
        Assert.True(Upkeep().IsClockDoubtful);
        var right = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(start);
        Assert.False(new VaultUpkeep(Database, new KeptVaults(Storage, Server), right, UpkeepOptions.Default).RunOnce(CancellationToken.None).IsClockDoubtful);
    }

    [Fact]
    public void Purge_WhereTheClockWasSetBack_WaitsLonger()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        Pass(TimeSpan.FromDays(10));
        var behind = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Clock.GetUtcNow().AddDays(-10));
        using (var late = new VaultService.Prefixes.ServerPrefix(Database, VaultId, Server, Storage, Pins, behind)) late.Retire([Pack(1)], null);
        Pass(TimeSpan.FromDays(13));
        Assert.Equal(0, Upkeep().Purged);
        Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, Upkeep().Purged);
    }

    [Fact]
    public void Purge_WhereTheStorageFails_GoesOnNextTime()
    {
        var prefix = Open();
        for (var i = 1; i <= 5; i++) prefix.Create(Pack(i), content);
        prefix.Retire([.. Enumerable.Range(1, 5).Select(Pack)], null);
        Pass(TimeSpan.FromDays(14));
        Storage.Faults.Next(BlobFault.DeleteFails, of: name => name.EndsWith(Pack(3), StringComparison.Ordinal));
        Assert.Single(Upkeep().Failures);
        Assert.Equal(3, Storage.List("").Count);
        Assert.Equal(0, Undelete([Pack(3)]));
        var report = Upkeep();
        Assert.Equal(3, report.Purged);
        Assert.Empty(report.Failures);
        Assert.Empty(Storage.List(""));
        Assert.Equal(0, Scalar<long>("SELECT COUNT(*) FROM blobs"));
    }

    [Fact]
    public void RunOnce_AfterADelayedAnnouncement_ForgetsWhatNeverCame()
    {
        var prefix = Open();
        var hash = default(Format.Hashing.Bytes32);
        prefix.Announce([new(Pack(1), 5, hash), new(Pack(2), 5, hash)]);
        Storage.Create(InStorage(Pack(2)), content);
        Pass(TimeSpan.FromHours(23));
        Upkeep();
        Assert.Equal(2, Scalar<long>("SELECT COUNT(*) FROM blobs"));
        Pass(TimeSpan.FromHours(2));
        Upkeep();
        Assert.Equal(Pack(2), Scalar<string>("SELECT name FROM blobs WHERE present = 1"));
        Assert.Equal(1, Scalar<long>("SELECT COUNT(*) FROM blobs"));
    }

    [Fact]
    public void RetiredBlobs_OfAVault_AreListedInPages()
    {
        var (one, two) = (Open(), Open(OtherServer));
        for (var i = 1; i <= 3; i++) one.Create(Pack(i), content);
        two.Create(Pack(1), content);
        one.Retire([Pack(1), Pack(2)], null);
        Pass(TimeSpan.FromDays(1));
        two.Retire([Pack(1)], null);
        var retired = new RetiredBlobs(Database, Pins);
        var all = retired.Page(VaultId, null, null, 100);
        Assert.Equal([(Server, Pack(1)), (Server, Pack(2)), (OtherServer, Pack(1))], all.Select(blob => (blob.Server, blob.Name)));
        Assert.Equal(all[0].Retired.AddDays(14), all[0].PurgeAfter);
        Assert.Equal([all[2]], retired.Page(VaultId, null, all[1], 100));
        Assert.Equal([all[1]], retired.Page(VaultId, Server, all[0], 1));
        Assert.Equal([all[2]], retired.Page(VaultId, OtherServer, null, 100));
        Assert.Empty(retired.Page("another", null, null, 100));
    }

    [Fact]
    public void UndeleteSince_OfADatasource_BringsBackItsPointsAndAllPacks()
    {
        var prefix = Open();
        SetRules(new VaultRules(14, 0, false, VaultRules.Hot));
        foreach (var name in new[] { Pack(1), Pack(2), Point("s1", "p1"), Point("s1", "p2"), Point("s10", "p1"), Point("s2", "p1") }) prefix.Create(name, content);
        prefix.Retire([Pack(1), Point("s1", "p1")], null);
        Pass(TimeSpan.FromHours(1));
        var since = Clock.GetUtcNow();
        prefix.Retire([Pack(2), Point("s1", "p2"), Point("s10", "p1"), Point("s2", "p1")], null);
        var retired = new RetiredBlobs(Database, Pins);
        Assert.Equal(2, retired.UndeleteSince(VaultId, Server, since, "s1", Pins.Make()));
        Assert.Equal([Pack(2), Point("s1", "p2")], prefix.List("").Select(blob => blob.Name));
        Assert.Equal(2, retired.UndeleteSince(VaultId, Server, since, null, Pins.Make()));
        Assert.Equal(ErrorCode.VaultPinMissing, Assert.Throws<HoldfastException>(() => retired.UndeleteSince(VaultId, Server, since, null, null)).Code);
        Assert.Equal(4, prefix.List("").Count);
    }

    [Fact]
    public void Deprovisioned_Vault_RetiresPointsAndPacksThroughSoftDelete()
    {
        var (one, two) = (Open(), Open(OtherServer));
        foreach (var name in new[] { "repository", "keys/0001", "descriptions/group/g1/0000000001", Pack(1), Pack(2), Point("s1", "p1"), Point("s2", "p1") }) one.Create(name, content);
        two.Create(Pack(1), content);
        one.Dispose();
        two.Dispose();
        SetState(VaultStates.Deprovisioned);
        Assert.Equal(5, Upkeep(Server, OtherServer).Withdrawn);
        Assert.Equal(0, Upkeep(Server, OtherServer).Withdrawn);
        Assert.Equal(ErrorCode.SubscriptionDeprovisioned, Assert.Throws<HoldfastException>(() => Undelete([Pack(1)])).Code);
        SetState(VaultStates.Active);
        var again = Open();
        Assert.Equal(["descriptions/group/g1/0000000001", "keys/0001", "repository"], again.List("").Select(blob => blob.Name));
        again.Create(Pack(3), content);
        Assert.Equal(4, new RetiredBlobs(Database, Pins).UndeleteSince(VaultId, Server, DateTimeOffset.UnixEpoch, null, Pins.Make()));
        Assert.Equal(8, again.List("").Count);
        Pass(TimeSpan.FromDays(14));
        Assert.Equal(1, Upkeep(Server, OtherServer).Purged);
    }

    [Fact]
    public void Deprovisioned_LockedVault_RetiresWhatHasOutlivedItsLock()
    {
        SetRules(new VaultRules(14, 30, true, VaultRules.Hot));
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Create(Point("s1", "p1"), content);
        Pass(TimeSpan.FromDays(20));
        prefix.Create(Point("s1", "p2"), content);
        Pass(TimeSpan.FromDays(10));
        prefix.Dispose();
        SetState(VaultStates.Deprovisioned);
        Assert.Equal(1, Upkeep().Withdrawn);
        Pass(TimeSpan.FromDays(19));
        Assert.Equal(0, Upkeep().Withdrawn);
        Pass(TimeSpan.FromDays(1));
        Assert.Equal(2, Upkeep().Withdrawn);
        Pass(TimeSpan.FromDays(30));
        Upkeep();
        Assert.Empty(Storage.List(""));
    }

    [Fact]
    public void RunOnce_WhereOneVaultFails_GoesOnWithTheOthers()
    {
        Database.Write(
            """
            INSERT INTO vaults (id, name, storage, region, redundancy, state, soft_delete_days, lock_days, retention_floors, pack_tier, created)
            VALUES ('first', 'Broken', 'folder:elsewhere', '', '', 'active', 14, 0, 1, 'hot', 0)
            """,
            new { });
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Retire([Pack(1)], null);
        Pass(TimeSpan.FromDays(14));
        var report = new VaultUpkeep(Database, new OneBroken(new KeptVaults(Storage, Server)), Clock, UpkeepOptions.Default).RunOnce(CancellationToken.None);
        Assert.Equal(1, report.Purged);
        Assert.All(report.Failures, failure => Assert.Contains("Broken", failure, StringComparison.Ordinal));
        Assert.NotEmpty(report.Failures);
    }

    /// <summary>Another hour it may be back: upkeep that ended would never remove or check anything again.</summary>
    [Fact]
    public void RunOnce_WhereTheRecordsCannotBeRead_SaysSoAndIsNotEnded()
    {
        var upkeep = new VaultUpkeep(Database, new KeptVaults(Storage, Server), Clock, UpkeepOptions.Default);
        Database.Dispose();
        var records = Path.Combine(Root, VaultDatabase.FileName);
        foreach (var part in new[] { "-wal", "-shm" }) File.Delete(records + part);
        File.WriteAllText(records, new string('x', 8192));
        Assert.Single(upkeep.RunOnce(CancellationToken.None).Failures);
    }

    private UpkeepReport Upkeep(params string[] servers) =>
        new VaultUpkeep(Database, new KeptVaults(Storage, servers.Length == 0 ? [Server] : servers), Clock, UpkeepOptions.Default with { VerifyBytesPerSecond = 0 }).RunOnce(CancellationToken.None);

    private int Undelete(string[] names) => new RetiredBlobs(Database, Pins).Undelete(VaultId, Server, names, Pins.Make());

    private sealed class OneBroken(IKeptVaults others) : IKeptVaults
    {
        public Store.Blobs.IBlobStore StorageOf(VaultRow vault) =>
            vault.Name == "Broken" ? throw new StorageException(StorageFault.DiskMissing, "gone") : others.StorageOf(vault);

        public IReadOnlyList<string> ServersOf(VaultRow vault) => others.ServersOf(vault);
    }
}
