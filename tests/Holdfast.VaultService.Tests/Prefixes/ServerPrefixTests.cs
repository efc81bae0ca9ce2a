using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Format.Hashing;
using Holdfast.Store;
using Holdfast.Testing.Blobs;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Tests.Prefixes;

public sealed class ServerPrefixTests : LedgerTest
{
    private static readonly byte[] content = [1, 2, 3, 4, 5];

    [Fact]
    public void Put_WithAnotherHashThanDeclared_KeepsNothing()
    {
        var prefix = Open();
        var refusal = Assert.Throws<StorageException>(() => prefix.Put(Pack(1), content, Hash([9])));
        Assert.Equal(ErrorCode.VaultBytesDiffer, Assert.IsType<HoldfastException>(refusal.InnerException).Code);
        Assert.Empty(Storage.List(""));
        prefix.Put(Pack(1), content, Hash(content));
        Assert.Equal(Hash(content), prefix.HashOf(Pack(1)));
    }

    [Fact]
    public void HashOf_WhatIsNotThere_IsNull()
    {
        var prefix = Open();
        Assert.Null(prefix.HashOf(Pack(1)));
        prefix.Create("owners/1", content);
        Assert.Null(prefix.HashOf("owners/1"));
    }

    [Fact]
    public void Put_OnItsWayToTheStorage_IsInTheLedgerBefore()
    {
        var prefix = Open();
        long rows = 0;
        Storage.Latency = (operation, name) =>
        {
            if (operation == "begin" && name.EndsWith(Pack(1), StringComparison.Ordinal)) rows = Scalar<long>($"SELECT COUNT(*) FROM blobs WHERE name = '{Pack(1)}' AND present = 0 AND blake3 IS NOT NULL");
        };
        prefix.Create(Pack(1), content);
        Assert.Equal(1, rows);
    }

    [Fact]
    public void Put_WhoseAnswerWasLost_IsKnownToBeThere()
    {
        var prefix = Open();
        Storage.Faults.Next(BlobFault.FailAfter);
        Assert.Equal(StorageFault.Unavailable, Assert.Throws<StorageException>(() => prefix.Create(Pack(1), content)).Fault);
        Assert.Equal(StorageFault.AlreadyExists, Assert.Throws<StorageException>(() => prefix.Create(Pack(1), [7])).Fault);
        Assert.Equal(Hash(content), prefix.HashOf(Pack(1)));
    }

    [Fact]
    public void Put_ThatFailedBeforeItsEffect_CanBeRepeatedWithOtherBytes()
    {
        var prefix = Open();
        Storage.Faults.Next(BlobFault.FailBefore, of: name => name.EndsWith(Pack(1), StringComparison.Ordinal));
        Assert.Throws<StorageException>(() => prefix.Create(Pack(1), content));
        Assert.Empty(prefix.List(""));
        prefix.Create(Pack(1), [7]);
        Assert.Equal(Hash([7]), prefix.HashOf(Pack(1)));
    }

    [Fact]
    public void Put_OverWhatCamePastTheLedger_TakesItIn()
    {
        var prefix = Open();
        prefix.List("");
        Storage.Create(InStorage(Pack(1)), content);
        Assert.Equal(StorageFault.AlreadyExists, Assert.Throws<StorageException>(() => prefix.Create(Pack(1), [7])).Fault);
        Assert.Null(prefix.HashOf(Pack(1)));
        Assert.Equal(1, prefix.Retire([Pack(1)], null).Retired);
    }

    [Fact]
    public void Open_WithBlobsFromBeforeTheLedger_AdoptsThem()
    {
        foreach (var name in new[] { Pack(1), Point("s1", "p1"), "keys/0001", "owners/1", "lost" }) Storage.Create(InStorage(name), content);
        var prefix = Open();
        Assert.Equal(4, prefix.List("").Count);
        Assert.Equal(3, Scalar<long>("SELECT COUNT(*) FROM blobs WHERE adopted = 1"));
        Assert.Equal(1, prefix.Checks().Packs);
        Assert.Equal(ErrorCode.RetentionBelowFloor, Assert.Throws<HoldfastException>(() => prefix.Retire([Point("s1", "p1")], null)).Code);
    }

    [Fact]
    public void Announce_OfSeveral_RecordsThemAndNamesThoseThatAreThere()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        Assert.Equal([Pack(1)], prefix.Announce([Announced(Pack(1)), Announced(Pack(2)), Announced("owners/1")]));
        Assert.Equal(Hash(content), prefix.HashOf(Pack(2)));
        Assert.Equal([Pack(1)], prefix.List("").Select(blob => blob.Name));
        Storage.Create(InStorage(Pack(2)), content);
        Assert.Equal([Pack(2)], prefix.Announce([Announced(Pack(2))]));
        Assert.Equal(2, prefix.List("").Count);
    }

    [Fact]
    public void Announce_WithOneThatMayNotBePut_RecordsNone()
    {
        var prefix = Open();
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => prefix.Announce([Announced(Pack(1)), Announced("../x")])).Fault);
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => prefix.Announce([Announced(Pack(1)), Announced(Pack(2)) with { Length = 65 << 20 }])).Fault);
        Assert.Equal(0, Scalar<long>("SELECT COUNT(*) FROM blobs"));
        prefix.Create(Pack(3), content);
        prefix.Retire([Pack(3)], null);
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => prefix.Announce([Announced(Pack(1)), Announced(Pack(3))])).Fault);
        Assert.Equal(1, Scalar<long>("SELECT COUNT(*) FROM blobs"));
    }

    /// <summary>The state changes while a blob is on its way to the vault.</summary>
    [Fact]
    public void Put_WhereTheVaultExpiredMeanwhile_KeepsNothing()
    {
        var prefix = Open();
        using var writer = prefix.BeginCreate(Pack(1), content.Length);
        writer.WriteAt(0, content);
        SetState(VaultStates.Expired);
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => writer.Commit(content.Length)).Fault);
        Assert.Empty(Storage.List(""));
    }

    /// <summary>An attacker announces a newer point that never comes, to get rid of the real one.</summary>
    [Fact]
    public void Retire_WhereAnAnnouncedPointNeverCame_DoesNotCountIt()
    {
        var prefix = Open();
        prefix.Create(Point("s1", "p1"), content);
        Pass(TimeSpan.FromDays(60));
        prefix.Announce([Announced(Point("s1", "p2"))]);
        Assert.Equal(ErrorCode.RetentionBelowFloor, Assert.Throws<HoldfastException>(() => prefix.Retire([Point("s1", "p1")], null)).Code);
        Storage.Create(InStorage(Point("s1", "p2")), content);
        Assert.Equal(1, prefix.Retire([Point("s1", "p1")], null).Retired);
    }

    [Fact]
    public void Retire_OfAKeyWhereTheOtherWasOnlyAnnounced_IsRefused()
    {
        var prefix = Open();
        prefix.Create("keys/0001", content);
        prefix.Announce([Announced("keys/0002")]);
        Assert.Equal(ErrorCode.VaultKeepsBlob, Assert.Throws<HoldfastException>(() => prefix.Retire(["keys/0001"], Pins.Make())).Code);
    }

    [Fact]
    public void List_WhereTheStorageFails_IsNeverShorter()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        Storage.Faults.Next(BlobFault.ListingFails);
        Assert.Equal(StorageFault.ListingFailed, Assert.Throws<StorageException>(() => prefix.List("")).Fault);
        Assert.Single(prefix.List(""));
    }

    [Fact]
    public void AnyCall_OfAVaultThatIsGone_IsRefused()
    {
        var prefix = Open();
        prefix.Create(Pack(1), content);
        Database.Write("DELETE FROM vaults WHERE id = @VaultId", new { VaultId });
        foreach (var call in new Action[] { () => prefix.List(""), () => prefix.Read(Pack(1), 0, new byte[1]), () => prefix.Create(Pack(2), content) })
            Assert.Equal(ErrorCode.VaultNotFound, Assert.IsType<HoldfastException>(Assert.Throws<StorageException>(call).InnerException).Code);
    }

    [Fact]
    public void Read_AfterAnotherConnectionRetired_DoesNotSeeIt()
    {
        var reading = Open();
        var other = Open();
        reading.Create(Pack(1), content);
        reading.Read(Pack(1), 0, new byte[5]);
        other.Retire([Pack(1)], null);
        Assert.Equal(StorageFault.NotFound, Assert.Throws<StorageException>(() => reading.Read(Pack(1), 0, new byte[5])).Fault);
        SetState(VaultStates.Deprovisioned);
        Assert.Equal(StorageFault.Forbidden, Assert.Throws<StorageException>(() => reading.Read(Pack(1), 0, new byte[5])).Fault);
    }

    [Fact]
    public void SameServerIds_OfTwoVaults_AreTwoPrefixes()
    {
        const string second = "11112222333344441111222233334444";
        Database.Write(
            """
            INSERT INTO vaults (id, name, storage, region, redundancy, state, soft_delete_days, lock_days, retention_floors, pack_tier, created)
            VALUES (@second, 'Second', 'folder:elsewhere', '', '', 'active', 14, 0, 1, 'hot', 0)
            """,
            new { second });
        var elsewhere = new InMemoryBlobStore();
        using var other = new ServerPrefix(Database, second, Server, elsewhere, Pins, Clock);
        Open().Create(Pack(1), content);
        Assert.Empty(other.List(""));
        other.Create(Pack(1), [7]);
        other.Retire([Pack(1)], null);
        Assert.Single(Open().List(""));
    }

    [Fact]
    public void Prefix_OfAStrangeServerId_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ServerPrefix(Database, VaultId, "../" + Server[3..], Storage, Pins, Clock));

    private static AnnouncedBlob Announced(string name) => new(name, content.Length, Hash(content));

    private static Bytes32 Hash(byte[] bytes)
    {
        var digest = new byte[Blake3.Size];
        Blake3.Hash(bytes, digest);
        return Bytes32.Read(digest);
    }
}
