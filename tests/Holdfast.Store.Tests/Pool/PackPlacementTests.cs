namespace Holdfast.Store.Tests.Pool;

public sealed class PackPlacementTests : PoolTest
{
    private const long Mebi = 1 << 20;

    [Fact]
    public void Create_OfPack_GoesWhereMostIsFree()
    {
        Create("a", "b", "c");
        FreeIs("a", 100 * Mebi);
        FreeIs("b", 300 * Mebi);
        FreeIs("c", 200 * Mebi);
        Pool.Create("packs/1", [1]);
        FreeIs("b", 150 * Mebi);
        Pool.Create("packs/2", [2]);
        Assert.Equal(["b"], DisksWith("packs/1", "a", "b", "c"));
        Assert.Equal(["c"], DisksWith("packs/2", "a", "b", "c"));
        Assert.Equal(["packs/1", "packs/2"], List("packs/"));
        Assert.Equal([2], ReadAll("packs/2"));
    }

    [Fact]
    public void Create_OfAnythingElse_GoesEverywhere()
    {
        Create("a", "b", "c");
        foreach (var name in new[] { "keys/1", "points/p/1", "token" })
        {
            Pool.Create(name, [1]);
            Assert.Equal(["a", "b", "c"], DisksWith(name, "a", "b", "c"));
        }
        Pool.Delete("token");
        Assert.Empty(DisksWith("token", "a", "b", "c"));
    }

    [Fact]
    public void BeginCreate_CountsWhatOpenWritersWillNeed()
    {
        Create("a", "b");
        FreeIs("a", 100 * Mebi);
        FreeIs("b", 90 * Mebi);
        using var first = Pool.BeginCreate("packs/1", 32 * Mebi);
        using var second = Pool.BeginCreate("packs/2", 32 * Mebi);
        first.WriteAt(0, [1]);
        second.WriteAt(0, [1]);
        first.Commit(1);
        second.Commit(1);
        Assert.True(IsOn("a", "packs/1"));
        Assert.True(IsOn("b", "packs/2"));
    }

    [Fact]
    public void BeginCreate_WithoutRoom_IsFullBeforeAnythingIsWritten()
    {
        Create("a", "b");
        FreeIs("a", 20 * Mebi);
        FreeIs("b", 32 * Mebi); // just enough but for the low-water mark
        AssertFault(StorageFault.PoolFull, () => Pool.BeginCreate("packs/1", 32 * Mebi));
        Assert.Empty(Directory.GetFiles(Folder["a/.tmp"]));
        Pool.Create("points/1", [1]);
        Assert.Equal([Store.Pool.PoolDiskCondition.Full, Store.Pool.PoolDiskCondition.Full], Pool.Disks.Select(disk => disk.Condition));
    }

    [Fact]
    public void BeginCreate_WithReserve_GetsWhatIsKeptBack()
    {
        Create("a");
        FreeIs("a", 32 * Mebi);
        AssertFault(StorageFault.PoolFull, () => Pool.BeginCreate("packs/1", 32 * Mebi));
        using var writer = Pool.BeginCreate("packs/1", 32 * Mebi, useReserve: true);
        writer.WriteAt(0, [1]);
        writer.Commit(1);
        Assert.Equal([1], ReadAll("packs/1"));
    }

    [Fact]
    public void BeginCreate_GivesBackWhatItDidNotUse()
    {
        Create("a");
        FreeIs("a", 40 * Mebi);
        for (var i = 0; i < 5; i++)
        {
            using var writer = Pool.BeginCreate($"packs/{i}", 32 * Mebi);
            writer.WriteAt(0, new byte[100]);
            if (i % 2 == 0) writer.Commit(50);
        }
        Assert.Equal(3, List("packs/").Length);
    }

    [Fact]
    public void Changed_IsRaised_WhenADiskFillsAndEmpties()
    {
        Create("a");
        var seen = new List<Store.Pool.PoolDiskCondition>();
        Pool.Create("packs/old", [1]);
        Pool.Changed += disk => seen.Add(disk.Condition);
        FreeIs("a", Mebi);
        AssertFault(StorageFault.PoolFull, () => Pool.BeginCreate("packs/1", 32 * Mebi));
        AssertFault(StorageFault.PoolFull, () => Pool.BeginCreate("packs/1", 32 * Mebi));
        FreeIs("a", 100 * Mebi);
        Pool.Delete("packs/old");
        Assert.Equal([Store.Pool.PoolDiskCondition.Full, Store.Pool.PoolDiskCondition.Ok], seen);
    }

    [Fact]
    public void Used_FollowsThePacks()
    {
        Create("a");
        Pool.Create("packs/1", new byte[100]);
        Assert.Equal(100, State("a").Used);
        Pool.Create("packs/2", new byte[50]);
        Pool.Delete("packs/1");
        Assert.Equal(50, State("a").Used);
    }
}
