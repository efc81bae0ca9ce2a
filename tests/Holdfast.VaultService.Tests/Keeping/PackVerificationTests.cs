using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Testing.Blobs;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Tests.Prefixes;

namespace Holdfast.VaultService.Tests.Keeping;

public sealed class PackVerificationTests : LedgerTest
{
    private static readonly byte[] content = [.. Enumerable.Range(0, 3000).Select(i => (byte)(i * 31 % 251))];

    [Fact]
    public void Verify_OfDamagedPacks_SaysWhatIsWrongWithEach()
    {
        var prefix = Open();
        for (var i = 1; i <= 5; i++) prefix.Create(Pack(i), content);
        Storage.Damage(InStorage(Pack(1)), 12_345);
        Storage.Truncate(InStorage(Pack(2)), 2999);
        Storage.Delete(InStorage(Pack(3)));
        Storage.Faults.Set(BlobFault.ReadFails, 1, name => name.EndsWith(Pack(4), StringComparison.Ordinal));
        prefix.Dispose();
        var report = Now();
        Assert.Equal((5, 4), (report.Checked, report.Damaged));
        var checks = Open().Checks();
        Assert.Equal(
            [(Pack(1), "altered"), (Pack(2), "altered"), (Pack(3), "missing"), (Pack(4), "unreadable")], checks.Damaged.Select(pack => (pack.Name, pack.Damage!)));
        Assert.Equal((5, 15_000, 0, 4), (checks.Packs, checks.Bytes, checks.NeverChecked, checks.DamagedCount));
        Assert.Equal(Clock.GetUtcNow(), checks.Oldest);
    }

    [Fact]
    public void Verify_OfEveryBitOfAPack_FindsEachThatFlipped()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content.AsSpan(0, 40));
        prefix.Dispose();
        for (var bit = 0; bit < 320; bit++)
        {
            Storage.Damage(InStorage(Pack(1)), bit);
            Assert.Equal(1, Now().Damaged);
            Storage.Damage(InStorage(Pack(1)), bit);
            Assert.Equal(0, Now().Damaged);
        }
    }

    [Fact]
    public void Verify_Hourly_ReadsEachPackOnceInFourWeeksAndDamagedOnesDaily()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        Pass(TimeSpan.FromDays(1));
        prefix.Create(Pack(2), content);
        prefix.Dispose();
        Pass(TimeSpan.FromDays(26));
        Assert.Equal(0, Hourly().Checked);
        Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, Hourly().Checked);
        Pass(TimeSpan.FromDays(1));
        Storage.Damage(InStorage(Pack(2)), 1);
        Assert.Equal((1, 1), (Hourly() is var report ? report.Checked : 0, Open().Checks().DamagedCount));
        Assert.Equal(0, Hourly().Checked);
        Storage.Damage(InStorage(Pack(2)), 1);
        Pass(TimeSpan.FromDays(1));
        Assert.Equal(1, Hourly().Checked);
        Assert.Equal(0, Open().Checks().DamagedCount);
        for (var day = 0; day < 25; day++)
        {
            Pass(TimeSpan.FromDays(1));
            Assert.Equal(0, Hourly().Checked);
        }
    }

    [Fact]
    public void Verify_StoppedInTheMiddle_GoesOnWhereItWas()
    {
        var prefix = Open();
        for (var i = 1; i <= 4; i++) prefix.Create(Pack(i), content);
        prefix.Dispose();
        Pass(TimeSpan.FromDays(28));
        using var stop = new CancellationTokenSource();
        var reads = 0;
        Storage.Latency = (operation, _) =>
        {
            if (operation == "read" && ++reads == 2) stop.Cancel();
        };
        Upkeep().RunOnce(stop.Token);
        Assert.Equal(2, Open().Checks().NeverChecked);
        Assert.Equal(2, Hourly().Checked);
        Assert.Equal(4, reads);
    }

    [Fact]
    public void Verify_OfWhatWasThereBeforeTheLedger_TakesItsHashAndHoldsItToThat()
    {
        Storage.Create(InStorage(Pack(1)), content);
        Assert.Null(Open().HashOf(Pack(1)));
        Assert.Equal((1, 0), (Hourly() is var report ? report.Checked : 0, Open().Checks().DamagedCount));
        Assert.NotNull(Open().HashOf(Pack(1)));
        Storage.Damage(InStorage(Pack(1)), 77);
        Assert.Equal(1, Now().Damaged);
    }

    [Fact]
    public void Verify_WhereTheStorageIsAway_SaysNothingAboutPacks()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        prefix.Dispose();
        Pass(TimeSpan.FromDays(28));
        Storage.Faults.Set(BlobFault.FailBefore, 1);
        Assert.NotEmpty(Hourly().Failures);
        Assert.Equal((1, 0), (Open().Checks().NeverChecked, Open().Checks().DamagedCount));
        Storage.Faults.Clear();
        Assert.Equal(1, Hourly().Checked);
    }

    [Fact]
    public void Verify_OverAFolder_FindsAByteThatChangedOnTheDisk()
    {
        using var folder = new FolderBlobStore(Path.Combine(Root, "storage"));
        var prefix = Open(storage: folder);
        prefix.Create(Pack(1), content);
        prefix.Create(Pack(2), content);
        prefix.Dispose();
        var path = Path.Combine(Root, "storage", InStorage(Pack(2)));
        var bytes = File.ReadAllBytes(path);
        bytes[1000] ^= 4;
        File.WriteAllBytes(path, bytes);
        var upkeep = new VaultUpkeep(Database, new KeptVaults(folder, Server), Clock, UpkeepOptions.Default with { VerifyBytesPerSecond = 0 });
        Assert.Equal(1, upkeep.VerifyNow(new VaultTable(Database).Get(VaultId)!, CancellationToken.None).Damaged);
        Assert.Equal(Pack(2), Assert.Single(Open(storage: folder).Checks().Damaged).Name);
    }

    [Fact]
    public void Checks_InPages_AreAllPacks()
    {
        var prefix = Open();
        for (var i = 1; i <= 5; i++) prefix.Create(Pack(i), content);
        prefix.Retire([Pack(3)], null);
        var first = prefix.Checks(null, 3);
        Assert.Equal([Pack(1), Pack(2), Pack(4)], first.Select(pack => pack.Name));
        Assert.Equal([Pack(5)], prefix.Checks(first[^1].Name, 3).Select(pack => pack.Name));
    }

    private UpkeepReport Now() => Upkeep().VerifyNow(new VaultTable(Database).Get(VaultId)!, CancellationToken.None);

    private UpkeepReport Hourly() => Upkeep().RunOnce(CancellationToken.None);

    private VaultUpkeep Upkeep() => new(Database, new KeptVaults(Storage, Server), Clock, UpkeepOptions.Default with { VerifyBytesPerSecond = 0 });
}
