using Holdfast.Format.Keys;
using Holdfast.Store.Pool;

namespace Holdfast.Store.Tests.Pool;

public sealed class DiskAdmissionTests : PoolTest
{
    private const long Gibi = 1L << 30;

    [Fact]
    public void Add_OfEmptyFolder_GetsWhatEveryDiskHas()
    {
        Create("a");
        Pool.Create("keys/1", [1]);
        var state = Pool.Add(Folder["b"]);
        Assert.Equal(PoolDiskCondition.Ok, state.Condition);
        Assert.True(IsOn("b", "keys/1"));
        Reopen("b");
        Assert.Equal(2, Pool.Disks.Count);
    }

    [Fact]
    public void Add_OfRemovableDevice_IsRefused()
    {
        Create("a");
        Probe.Removable.Add(Folder["b"]);
        Assert.Contains("removable", Refusal("b"));
    }

    [Fact]
    public void Add_OfTooSmallDisk_SaysHowMuchIsNeeded()
    {
        Create("a");
        Probe.Set(Folder["b"], 2 * Gibi, 2 * Gibi);
        Assert.Contains("Protected data 10 GiB needs 15 GiB", Refusal("b", 10 * Gibi));
        Probe.Set(Folder["b"], 14 * Gibi, 14 * Gibi); // with the 1 GiB of the other it is enough
        Pool.Add(Folder["b"], 10 * Gibi);
    }

    [Fact]
    public void Create_BelowMinimumCapacity_IsRefused()
    {
        Probe.Set(Folder["a"], 200 << 20, 200 << 20);
        var error = Assert.Throws<StorageException>(() => PoolDisks.Create(Id, [Folder["a"]], new PoolOptions { Probe = Probe }));
        Assert.Equal(StorageFault.DiskRefused, error.Fault);
        Assert.Contains("at least 256 MiB", error.Message);
    }

    [Fact]
    public void Add_OfFolderWithFiles_IsRefused()
    {
        Create("a");
        Directory.CreateDirectory(Folder["b"]);
        File.WriteAllText(Folder["b/photo.jpg"], "");
        Assert.Contains("photo.jpg", Refusal("b"));
        Assert.Equal(["photo.jpg"], Directory.GetFileSystemEntries(Folder["b"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Add_OfFile_IsRefused()
    {
        Create("a");
        File.WriteAllText(Folder["b"], "");
        Assert.Contains("not a folder", Refusal("b"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    public void Add_OfFolderInsideOrAround_IsRefused(string name)
    {
        Create("a");
        Assert.Contains("inside the other", Refusal(name));
    }

    [Fact]
    public void Add_OfAnotherPoolsDisk_IsForeign()
    {
        PoolDisks.Create(new RepositoryId(99), [Folder["b"]], Probe.Options).Dispose();
        Create("a");
        AssertFault(StorageFault.ForeignDisk, () => Pool.Add(Folder["b"]));
        AssertFault(StorageFault.ForeignDisk, () => Reopen("a", "b"));
        AssertFault(StorageFault.ForeignDisk, () => PoolDisks.Create(new RepositoryId(3), [Folder["b"]], Probe.Options));
        AssertFault(StorageFault.ForeignDisk, () => PoolDisks.Open(Id, [Folder["b"]], Probe.Options));
    }

    [Fact]
    public void Add_OfOwnDisk_IsThereAlready()
    {
        Create("a");
        AssertFault(StorageFault.AlreadyExists, () => Pool.Add(Folder["a"]));
    }

    [Fact]
    public void Open_WithCopyOfADisk_IsForeign()
    {
        Create("a");
        Close();
        Directory.CreateDirectory(Folder["copy"]);
        foreach (var file in Directory.GetFiles(Folder["a"])) File.Copy(file, Folder["copy/" + Path.GetFileName(file)]);
        AssertFault(StorageFault.ForeignDisk, () => Reopen("a", "copy"));
    }

    [Fact]
    public void Add_AfterItWasInterrupted_GoesOn()
    {
        Create("a");
        // What is left when the power goes before the marker is written, and after it.
        Directory.CreateDirectory(Folder["b/.tmp"]);
        File.WriteAllText(Folder["b/holdfast-reserve"], "");
        Pool.Add(Folder["b"]);
        Close();
        PoolDisks.Create(Id, [Folder["c"]], Probe.Options).Dispose();
        File.Delete(Folder["c/holdfast-pool.json"]);
        Reopen("a");
        Pool.Add(Folder["c"]);
        Assert.Equal(3, Pool.Disks.Count);
    }

    [Theory]
    [InlineData("tmpfs", "loses everything")]
    [InlineData("nfs4", "network")]
    public void Advice_OfOddFileSystem_IsGiven(string fileSystem, string advice)
    {
        Probe.FileSystem = fileSystem;
        Create("a");
        Assert.Contains(advice, State("a").Advice);
        Assert.Equal(PoolDiskCondition.Ok, State("a").Condition);
    }

    [Fact]
    public void LinuxProbe_OfThisMachine_FindsTheFileSystem()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The probe reads /proc and /sys of Linux.");
        var probe = new LinuxDiskProbe();
        Assert.Equal("proc", probe.Examine("/proc").FileSystem);
        Assert.NotEqual("", probe.Examine(Folder.Path).Device);
        Assert.False(probe.Examine(Folder.Path).IsRemovable);
        Assert.InRange(probe.Measure(Folder.Path).Free, 1, probe.Measure(Folder.Path).Capacity);
        Assert.ThrowsAny<IOException>(() => probe.Measure(Folder["nothing"]));
    }

    private string Refusal(string name, long protectedBytes = 0)
    {
        var error = Assert.Throws<StorageException>(() => Pool.Add(name.Length == 0 ? Folder.Path : Folder[name], protectedBytes));
        Assert.Equal(StorageFault.DiskRefused, error.Fault);
        return error.Message;
    }
}
