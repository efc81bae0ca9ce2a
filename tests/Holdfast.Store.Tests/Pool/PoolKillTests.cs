using Holdfast.Store.Tests.Blobs;

namespace Holdfast.Store.Tests.Pool;

public sealed class PoolKillTests : PoolTest
{
    [Theory]
    [InlineData("blob.link:1")]
    [InlineData("blob.directory:1")]
    [InlineData("pool.mirror:1")]
    [InlineData("blob.sync:2")]
    [InlineData("pool.mirror:2")]
    public void Create_KilledBetweenDisks_IsWholeOnAllOrNone(string place)
    {
        Prepare();
        Kill("pool-create", place);
        var there = List("points/").Contains("points/p");
        Assert.Equal(there ? ["a", "b"] : [], DisksWith("points/p", "a", "b"));
        if (there) Assert.Equal([1, 2, 3], ReadAll("points/p"));
    }

    [Theory]
    [InlineData("blob.delete:1")]
    [InlineData("pool.mirror:1")]
    [InlineData("pool.mirror:2")]
    public void Delete_KilledBetweenDisks_IsTheSameOnBoth(string place)
    {
        Prepare();
        Kill("pool-delete", place);
        Assert.Equal(List("points/").Contains("points/old") ? ["a", "b"] : [], DisksWith("points/old", "a", "b"));
    }

    [Theory]
    [InlineData("pool-create", "points/p", true)]
    [InlineData("pool-delete", "points/old", false)]
    public void Change_KilledWhileADiskIsAway_IsKnownToBeNewer(string work, string name, bool isThere)
    {
        Prepare();
        TakeAway("b");
        Kill(work, "pool.mirror:1", open: false);
        BringBack("b");
        Reopen("a", "b");
        Assert.Equal(isThere ? ["a", "b"] : [], DisksWith(name, "a", "b"));
    }

    [Theory]
    [InlineData("pool.move:1")]
    [InlineData("pool.move:2")]
    [InlineData("blob.delete:1")]
    [InlineData("pool.epoch:1")]
    public void Remove_KilledInTheMiddle_LosesNothingAndGoesOn(string place)
    {
        Prepare();
        Kill("pool-remove", place);
        Assert.Equal([1], ReadAll("packs/1"));
        Assert.Equal([2], ReadAll("packs/2"));
        Assert.Equal(["packs/1", "packs/2"], List("packs/"));
        foreach (var disk in Pool.Disks.Where(disk => disk.Path == Folder["a"]).ToArray()) Pool.Remove(disk.Id);
        Assert.Equal(["packs/1", "packs/2"], List("packs/"));
        Assert.Equal([5], ReadAll("points/old"));
    }

    private void Prepare()
    {
        Create("a", "b");
        FreeIs("b", 1 << 25);
        Pool.Create("packs/1", [1]);
        Pool.Create("packs/2", [2]);
        Assert.True(IsOn("a", "packs/1"));
        Pool.Create("points/old", [5]);
        Close();
    }

    private void Kill(string work, string place, bool open = true)
    {
        Assert.Equal(ChildProcess.Killed, ChildProcess.Run(work, Folder["a"], ("HOLDFAST_FAILPOINT", place)));
        if (open) Reopen("a", "b");
    }
}
