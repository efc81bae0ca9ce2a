using Holdfast.Store.Pool;

namespace Holdfast.Store.Tests.Pool;

public sealed class LostDiskTests : PoolTest
{
    private readonly List<PoolDiskState> changes = [];

    [Fact]
    public void LostDisk_LeavesTheOthersWorking()
    {
        CreateWithPacksOnBoth();
        TakeAway("b");

        Assert.Equal([1], ReadAll("packs/on-a"));
        AssertFault(StorageFault.DiskMissing, () => ReadAll("packs/on-b"));
        Assert.Equal([5], ReadAll("points/old"));
        Pool.Create("packs/new", [3]);
        Pool.Create("points/new", [4]);
        Assert.True(Pool.Delete("points/old"));
        Assert.Equal(["points/new"], List("points/"));
        Assert.Equal(PoolDiskCondition.Missing, State("b").Condition);
        Assert.Equal(PoolDiskCondition.Ok, State("a").Condition);
        Assert.Equal([PoolDiskCondition.Missing], changes.Select(change => change.Condition));
    }

    [Fact]
    public void LostDisk_MakesPackListingsIncomplete()
    {
        CreateWithPacksOnBoth();
        TakeAway("b");
        AssertFault(StorageFault.DiskMissing, () => ReadAll("packs/on-b"));
        AssertFault(StorageFault.ListingFailed, () => Pool.List("packs/"));
        AssertFault(StorageFault.ListingFailed, () => Pool.List(""));
        var listing = Pool.ListReachable("packs/");
        Assert.False(listing.IsComplete);
        Assert.Equal(["packs/on-a"], listing.Blobs.Select(blob => blob.Name));
        Assert.True(Pool.ListReachable("points/").IsComplete);
    }

    [Fact]
    public void Rescan_AfterReturn_BringsTheDiskUpToDate()
    {
        CreateWithPacksOnBoth();
        TakeAway("b");
        Pool.Create("points/new", [4]);
        Pool.Delete("points/old");
        Pool.Create("tombstones/x", [1]);
        BringBack("b");
        Assert.False(IsOn("b", "points/new"));

        Pool.Rescan();

        Assert.Equal(["points/new"], List("points/"));
        Assert.True(IsOn("b", "points/new"));
        Assert.False(IsOn("b", "points/old"));
        Assert.Equal([2], ReadAll("packs/on-b"));
        Assert.Equal(PoolDiskCondition.Missing, changes[0].Condition);
        Assert.Equal((PoolDiskCondition.Ok, true), (changes[^1].Condition, changes[^1].IsCurrent));
        Assert.Equal(changes[^1], State("b"));
    }

    [Fact]
    public void Open_WithDiskThatWasAway_DoesNotBringBackWhatWasDeleted()
    {
        CreateWithPacksOnBoth();
        Close();
        TakeAway("b");
        Reopen("a", "b");
        Pool.Delete("points/old");
        Pool.Create("points/new", [4]);
        Close();
        BringBack("b");

        Reopen("a", "b");

        Assert.Equal(["points/new"], List("points/"));
        Assert.Equal(["a", "b"], DisksWith("points/new", "a", "b"));
        Assert.Empty(DisksWith("points/old", "a", "b"));
        TakeAway("a"); // what the disk got, it can also tell alone
        Assert.Equal([4], ReadAll("points/new"));
    }

    [Fact]
    public void Return_OfDiskWithAnotherBlobOfTheSameName_TakesTheNewer()
    {
        Create("a", "b");
        Pool.Create("tombstones/x", [1]);
        Close();
        TakeAway("b");
        Reopen("a");
        Pool.Delete("tombstones/x");
        Pool.Create("tombstones/x", [2]);
        Close();
        BringBack("b");
        Reopen("a", "b");
        TakeAway("a");
        Assert.Equal([2], ReadAll("tombstones/x"));
    }

    [Fact]
    public void DisksChangedApart_AreUnited()
    {
        Create("a", "b");
        Pool.Create("points/both", [0]);
        Close();
        TakeAway("b");
        Reopen("a");
        Pool.Create("points/a", [1]);
        Pool.Delete("points/both");
        Close();
        TakeAway("a");
        BringBack("b");
        Reopen("b");
        Pool.Create("points/b", [2]);
        Close();
        BringBack("a");

        Reopen("b", "a");

        // The deletion is not certain, because the other disk never heard of it.
        Assert.Equal(["points/a", "points/b", "points/both"], List("points/"));
        Pool.Delete("points/both");
        Reopen("a", "b");
        Assert.Equal(["points/a", "points/b"], List("points/"));
    }

    [Fact]
    public void NewDisk_ThatIsAwayAtOnce_DoesNotOverrideTheOthers()
    {
        Create("a");
        Pool.Create("points/1", [1]);
        Pool.Add(Folder["b"]);
        Close();
        TakeAway("b");
        Reopen("a");
        Pool.Create("points/2", [2]);
        Close();
        BringBack("b");
        Reopen("b", "a");
        Assert.Equal(["points/1", "points/2"], List("points/"));
    }

    [Fact]
    public void Open_FindsDisksThatAreNotConfigured()
    {
        CreateWithPacksOnBoth();
        Reopen("b");
        Assert.Equal([1], ReadAll("packs/on-a"));
        Assert.Equal(2, Pool.Disks.Count);
    }

    [Fact]
    public void Open_AfterFoldersMoved_KnowsDisksByTheirIds()
    {
        CreateWithPacksOnBoth();
        var ids = Pool.Disks.ToDictionary(disk => disk.Path, disk => disk.Id);
        Close();
        Directory.Move(Folder["a"], Folder["swap"]);
        Directory.Move(Folder["b"], Folder["a"]);
        Directory.Move(Folder["swap"], Folder["b"]);
        Reopen("a", "b");
        Assert.Equal(ids[Folder["a"]], State("b").Id);
        Assert.Equal([1], ReadAll("packs/on-a"));
        Assert.Equal([2], ReadAll("packs/on-b"));
    }

    [Fact]
    public void Add_OfMissingDiskAtAnotherPlace_TakesItBack()
    {
        CreateWithPacksOnBoth();
        TakeAway("b");
        Pool.Create("points/new", [4]);
        var state = Pool.Add(Folder["b-away"]);
        Assert.Equal(PoolDiskCondition.Ok, state.Condition);
        Assert.Equal([2], ReadAll("packs/on-b"));
        Assert.True(IsOn("b-away", "points/new"));
        Assert.Equal(2, Pool.Disks.Count);
        Reopen("a");
        Assert.Equal([2], ReadAll("packs/on-b"));
    }

    [Fact]
    public void Open_WithoutAnyDisk_IsDiskMissing()
    {
        Create("a");
        Close();
        TakeAway("a");
        AssertFault(StorageFault.DiskMissing, () => Reopen("a"));
    }

    [Fact]
    public void AllDisksLostAndBack_WorkAgainAfterRescan()
    {
        CreateWithPacksOnBoth();
        TakeAway("a");
        TakeAway("b");
        AssertFault(StorageFault.DiskMissing, () => ReadAll("points/old"));
        AssertFault(StorageFault.DiskMissing, () => Pool.Create("packs/x", [1]));
        AssertFault(StorageFault.DiskMissing, () => Pool.Create("points/x", [1]));
        BringBack("a");
        BringBack("b");
        Pool.Rescan();
        Assert.Equal([5], ReadAll("points/old"));
        Pool.Create("points/x", [1]);
        Assert.Equal(["a", "b"], DisksWith("points/x", "a", "b"));
    }

    [Fact]
    public void DamagedMarker_IsAMissingDiskWithAReason()
    {
        CreateWithPacksOnBoth();
        Close();
        File.WriteAllText(Folder["b/holdfast-disk.json"], "{");
        Reopen("a");
        Assert.Equal(PoolDiskCondition.Missing, State("b").Condition);
        Pool.Rescan();
        Assert.Contains("damaged", State("b").Advice);
    }

    [Fact]
    public void DamagedListOfDisks_LosesNothing()
    {
        CreateWithPacksOnBoth();
        Close();
        File.WriteAllText(Folder["a/holdfast-pool.json"], "{\"version\":1}");
        File.Delete(Folder["b/holdfast-pool.json"]);
        Reopen("a", "b");
        Assert.Equal([5], ReadAll("points/old"));
        Assert.Equal([1], ReadAll("packs/on-a"));
        Pool.Delete("points/old");
        Reopen("a", "b");
        Assert.Empty(List("points/"));
    }

    [Fact]
    public void NewerMarker_IsRefused()
    {
        Create("a");
        Close();
        File.WriteAllText(Folder["a/holdfast-disk.json"], File.ReadAllText(Folder["a/holdfast-disk.json"]).Replace("\"version\": 1", "\"version\": 2"));
        AssertFault(StorageFault.NewerFormat, () => Reopen("a"));
    }

    [Fact]
    public void LosingADisk_WhileManyThreadsWork_LosesNothingAcknowledged()
    {
        Create("a", "b", "c");
        var kept = new System.Collections.Concurrent.ConcurrentBag<string>();
        var threads = Enumerable.Range(0, 4).Select(thread => new Thread(() =>
        {
            for (var i = 0; i < 40; i++)
            {
                if (thread == 0 && i == 15) TakeAway("b");
                if (thread == 1 && i == 30 && Directory.Exists(Folder["b-away"])) ReturnB();
                Pool.Create($"points/{thread}-{i}", [(byte)thread, (byte)i]);
                if (i % 3 == 0) Pool.Delete($"points/{thread}-{i}");
                else kept.Add($"points/{thread}-{i}");
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (Directory.Exists(Folder["b-away"])) ReturnB();

        var expected = kept.Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(expected, List("points/"));
        foreach (var disk in new[] { "a", "b", "c" })
            Assert.Equal(expected, Directory.GetFiles(Folder[disk + "/points"]).Select(file => "points/" + Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.All(Pool.Disks, disk => Assert.True(disk.IsCurrent));
    }

    private void ReturnB()
    {
        BringBack("b");
        Pool.Rescan();
    }

    private void CreateWithPacksOnBoth()
    {
        Create("a", "b");
        FreeIs("a", 1 << 29);
        Pool.Create("packs/on-b", [2]);
        FreeIs("b", 1 << 28);
        Pool.Create("packs/on-a", [1]);
        Pool.Create("points/old", [5]);
        Pool.Changed += changes.Add;
    }
}
