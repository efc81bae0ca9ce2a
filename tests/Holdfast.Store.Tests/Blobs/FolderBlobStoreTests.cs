using Holdfast.Store.Blobs;

namespace Holdfast.Store.Tests.Blobs;

public sealed class FolderBlobStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Open_WithLeftoverOfDeadWriter_RemovesIt()
    {
        using (var store = new FolderBlobStore(folder.Path)) store.Create("x", [1]);
        File.WriteAllBytes(folder[".tmp/dead"], [1, 2]);
        using var again = new FolderBlobStore(folder.Path);
        Assert.Empty(Directory.GetFiles(folder[".tmp"]));
        Assert.Single(again.List(""));
    }

    [Fact]
    public void Open_WhileAnotherWrites_LeavesItsFile()
    {
        using var first = new FolderBlobStore(folder.Path);
        using var writer = first.BeginCreate("x", 3);
        writer.WriteAt(0, [1, 2, 3]);
        using var second = new FolderBlobStore(folder.Path);
        writer.Commit(3);
        Assert.Equal(3, second.GetLength("x"));
    }

    [Fact]
    public void Commit_LeavesNoTemporaryFile()
    {
        using var store = new FolderBlobStore(folder.Path);
        store.Create("a/b", [1]);
        using (store.BeginCreate("c", 1))
        {
        }
        Assert.Throws<StorageException>(() => store.Create("a/b", [1]));
        Assert.Empty(Directory.GetFiles(folder[".tmp"]));
    }

    [Fact]
    public void Create_IsReadableByItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows()) return;
        using var store = new FolderBlobStore(folder["new"]);
        store.Create("a/b", [1]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["new/a/b"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["new/a"]));
    }

    [Fact]
    public void AnyCall_AfterFolderVanished_IsDiskMissing()
    {
        using var store = new FolderBlobStore(folder["disk"]);
        store.Create("a/b", [1]);
        Directory.Move(folder["disk"], folder["elsewhere"]);
        foreach (var call in (Action[])[() => store.Create("c", [1]), () => store.GetLength("a/b"), () => store.Read("zz", 0, new byte[1]), () => store.List(""), () => store.Delete("a/b")])
            Assert.Equal(StorageFault.DiskMissing, Assert.Throws<StorageException>(call).Fault);
        Assert.False(Directory.Exists(folder["disk"]));
    }

    [Fact]
    public void List_WithStrangeFiles_ShowsBlobsOnly()
    {
        using var store = new FolderBlobStore(folder.Path);
        store.Create("a/b", [1]);
        Directory.CreateDirectory(folder["lost+found"]);
        File.WriteAllText(folder["a/README"], "");
        File.WriteAllText(folder["holdfast-disk.json"], "");
        File.CreateSymbolicLink(folder["a/link"], "/etc/passwd");
        Directory.CreateSymbolicLink(folder["loop"], folder.Path);
        Assert.Equal(["a/b"], store.List("").Select(blob => blob.Name));
    }

    [Fact]
    public void List_BeneathABlob_IsEmpty()
    {
        using var store = new FolderBlobStore(folder.Path);
        store.Create("a", [1]);
        Assert.Empty(store.List("a/"));
    }

    [Fact]
    public void Create_AfterSomebodyRemovedItsFolder_MakesItAgain()
    {
        using var store = new FolderBlobStore(folder.Path);
        store.Create("a/b/c", [1]);
        Directory.Delete(folder["a"], recursive: true);
        store.Create("a/b/d", [2]);
        Assert.Equal(1, store.GetLength("a/b/d"));
    }

    [Theory]
    [InlineData("blob.write", false)]
    [InlineData("blob.sync", false)]
    [InlineData("blob.link", true)]
    [InlineData("blob.directory", true)]
    public void Commit_KilledAtFailPoint_LeavesAllOrNothing(string place, bool isThere)
    {
        var child = ChildProcess.Run("blob-create", folder.Path, ("HOLDFAST_FAILPOINT", place));
        Assert.Equal(ChildProcess.Killed, child);
        using var store = new FolderBlobStore(folder.Path);
        Assert.Empty(Directory.GetFiles(folder[".tmp"]));
        Assert.Equal(isThere ? [new BlobInfo("a/b", 3)] : [], store.List(""));
        if (!isThere) store.Create("a/b", [1, 2, 3]);
        Assert.Equal(3, store.GetLength("a/b"));
    }

    public void Dispose() => folder.Dispose();
}
