using Holdfast.Store.Pool;

namespace Holdfast.Store.Tests.Pool;

public sealed class DiskRemovalTests : PoolTest
{
    [Fact]
    public void Remove_MovesThePacksAndEmptiesTheFolder()
    {
        CreateWithPacksOn("b");
        var progress = new List<(long Done, long Total)>();
        var removal = Pool.Remove(State("b").Id, progress: (done, total) => progress.Add((done, total)));
        Assert.Equal(3, removal.PacksMoved);
        Assert.Equal(3 * Size, removal.BytesMoved);
        Assert.Empty(removal.Lost);
        Assert.Equal((3 * Size, 3 * Size), progress[^1]);
        for (byte i = 0; i < 3; i++) Assert.Equal(Content(i), ReadAll($"packs/{i}"));
        Assert.Empty(Directory.GetFileSystemEntries(Folder["b"]));
        Assert.Single(Pool.Disks);
        Pool.Add(Folder["b"]);
        Assert.Equal(2, Pool.Disks.Count);
    }

    [Fact]
    public void Remove_WithoutRoomElsewhere_IsRefused()
    {
        CreateWithPacksOn("b");
        FreeIs("a", 6 << 20);
        AssertFault(StorageFault.PoolFull, () => Pool.Remove(State("b").Id));
        Assert.Equal(2, Pool.Disks.Count);
        Assert.Equal(Content(0), ReadAll("packs/0"));
        FreeIs("a", 0);
        var removal = Pool.Remove(State("b").Id, evenIfDataIsLost: true);
        Assert.Equal(["packs/0", "packs/1", "packs/2"], removal.Lost);
        Assert.True(IsOn("b", "packs/0")); // what could not be moved stays in the folder
    }

    [Fact]
    public void Remove_OfMissingDisk_NeedsTheWord()
    {
        CreateWithPacksOn("b");
        TakeAway("b");
        Pool.Rescan();
        var id = State("b").Id;
        AssertFault(StorageFault.DiskMissing, () => Pool.Remove(id));
        Pool.Remove(id, evenIfDataIsLost: true);
        Assert.Single(Pool.Disks);
        AssertFault(StorageFault.NotFound, () => ReadAll("packs/0"));
        Assert.Empty(List("packs/"));

        BringBack("b"); // it does not come back by itself, nor by being named
        Pool.Rescan();
        Assert.Single(Pool.Disks);
        AssertFault(StorageFault.ForeignDisk, () => Pool.Add(Folder["b"]));
        Reopen("a", "b");
        Assert.Single(Pool.Disks);
    }

    [Fact]
    public void Remove_OfLastDisk_IsForbidden()
    {
        Create("a");
        AssertFault(StorageFault.Forbidden, () => Pool.Remove(State("a").Id, evenIfDataIsLost: true));
        AssertFault(StorageFault.NotFound, () => Pool.Remove("nothing"));
    }

    [Fact]
    public void Remove_Cancelled_LeavesTheDiskInThePool()
    {
        CreateWithPacksOn("b");
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Pool.Remove(State("b").Id, progress: (_, _) => cancellation.Cancel(), cancellation: cancellation.Token));
        Assert.Equal(2, Pool.Disks.Count);
        for (byte i = 0; i < 3; i++) Assert.Equal(Content(i), ReadAll($"packs/{i}"));
        FreeIs("a", 1 << 25);
        Pool.Create("packs/new", [1]);
        Assert.True(IsOn("b", "packs/new"));
    }

    [Fact]
    public void Remove_WithDamagedCopyElsewhere_KeepsTheOriginal()
    {
        CreateWithPacksOn("b");
        Directory.CreateDirectory(Folder["a/packs"]);
        File.WriteAllBytes(Folder["a/packs/1"], Content(9)); // as a move that was cut short would leave it, but wrong
        AssertFault(StorageFault.Damaged, () => Pool.Remove(State("b").Id));
        Assert.True(IsOn("b", "packs/1"));
    }

    [Fact]
    public void Remove_WhileAPackIsRead_NeverMissesIt()
    {
        CreateWithPacksOn("b");
        var id = State("b").Id;
        using var stop = new CancellationTokenSource();
        var wrong = 0;
        var reader = new Thread(() =>
        {
            var read = new byte[Size];
            while (!stop.IsCancellationRequested)
            {
                Pool.Read("packs/2", 0, read);
                if (!read.AsSpan().SequenceEqual(Content(2))) wrong++;
            }
        });
        reader.Start();
        Pool.Remove(id);
        stop.Cancel();
        reader.Join();
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Commit_OnADiskThatLeft_Fails()
    {
        CreateWithPacksOn("b");
        FreeIs("b", 1 << 29);
        FreeIs("a", 1 << 28);
        using var writer = Pool.BeginCreate("packs/late", 10);
        writer.WriteAt(0, [1]);
        Pool.Remove(State("b").Id);
        AssertFault(StorageFault.WriteFailed, () => writer.Commit(1));
        AssertFault(StorageFault.NotFound, () => ReadAll("packs/late"));
    }

    private const int Size = 3 << 20;

    private static byte[] Content(byte seed)
    {
        var content = new byte[Size];
        new Random(seed).NextBytes(content);
        return content;
    }

    private void CreateWithPacksOn(string disk)
    {
        Create("a", "b");
        foreach (var other in new[] { "a", "b" }) FreeIs(other, other == disk ? 1 << 29 : 1 << 20);
        for (byte i = 0; i < 3; i++) Pool.Create($"packs/{i}", Content(i));
        Assert.True(IsOn(disk, "packs/0"));
        FreeIs("a", 1 << 29);
        Pool.Create("keys/1", [1]);
    }
}
