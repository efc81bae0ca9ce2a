using Holdfast.Store.Blobs;

namespace Holdfast.Store.Tests.Blobs;

/// <summary>What every blob store promises.</summary>
public abstract class BlobStoreContract
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 % 251))];

    protected abstract IBlobStore Store { get; }

    /// <summary>Where the blobs of the suite lie: a folder ending in '/', or empty.</summary>
    protected virtual string Folder => "";

    public static TheoryData<string> BadNames => ["", "/", "a/", "/a", "a//b", "..", "../a", "a/../b", "./a", ".tmp/a", "a/.b", "A", "a b", "a\\b", "a\0", "é",
        "holdfast-disk.json", "holdfast-x/y", new string('a', 201), string.Join('/', Enumerable.Repeat("abcdefgh", 120))];

    [Theory]
    [InlineData(0, 5000)]
    [InlineData(0, 1)]
    [InlineData(4999, 1)]
    [InlineData(1234, 2345)]
    [InlineData(5000, 0)]
    public void Read_OfRange_ReturnsWhatWasWritten(int offset, int length)
    {
        Store.Create(Name("a/b"), Content);
        var read = new byte[length];
        Store.Read(Name("a/b"), offset, read);
        Assert.Equal(Content[offset..(offset + length)], read);
        Assert.Equal(Content.Length, Store.GetLength(Name("a/b")));
    }

    [Fact]
    public void Create_OfEmptyBlob_IsListed()
    {
        Store.Create(Name("empty"), []);
        Assert.Equal([new BlobInfo(Name("empty"), 0)], Store.List(Folder));
        Store.Read(Name("empty"), 0, []);
    }

    [Fact]
    public void Create_OfNameThatExists_FailsAndKeepsContent()
    {
        Store.Create(Name("x"), Content);
        AssertFault(StorageFault.AlreadyExists, () => Store.Create(Name("x"), [1, 2, 3]));
        Assert.Equal(Content, ReadAll(Name("x")));
    }

    [Fact]
    public void BeginCreate_BeforeCommit_ShowsNothing()
    {
        using var writer = Store.BeginCreate(Name("x"), 10);
        writer.WriteAt(0, Content);
        Assert.Empty(Store.List(Folder));
        AssertFault(StorageFault.NotFound, () => Store.GetLength(Name("x")));
        AssertFault(StorageFault.NotFound, () => Store.Read(Name("x"), 0, new byte[1]));
        writer.Commit(Content.Length);
        Assert.Equal(Content, ReadAll(Name("x")));
    }

    [Fact]
    public void Dispose_WithoutCommit_Discards()
    {
        using (var writer = Store.BeginCreate(Name("x"), 10)) writer.WriteAt(0, Content);
        Assert.Empty(Store.List(Folder));
        Store.Create(Name("x"), [1]);
        Assert.Equal([1], ReadAll(Name("x")));
    }

    [Fact]
    public void Commit_Twice_IsRefused()
    {
        using var writer = Store.BeginCreate(Name("x"), 1);
        writer.WriteAt(0, [1]);
        writer.Commit(1);
        Assert.Throws<InvalidOperationException>(() => writer.Commit(1));
    }

    [Fact]
    public void Commit_ShorterThanWritten_Cuts()
    {
        using (var writer = Store.BeginCreate(Name("x"), Content.Length))
        {
            writer.WriteAt(0, Content);
            writer.Commit(100);
        }
        Assert.Equal(Content[..100], ReadAll(Name("x")));
    }

    [Fact]
    public void Commit_LongerThanWritten_IsRefused()
    {
        using var writer = Store.BeginCreate(Name("x"), 10);
        writer.WriteAt(0, [1, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Commit(3));
        Assert.Empty(Store.List(Folder));
    }

    [Fact]
    public void WriteAt_ByManyThreads_KeepsEveryRange()
    {
        var content = new byte[64 * 1000];
        new Random(1).NextBytes(content);
        using (var writer = Store.BeginCreate(Name("x"), content.Length))
        {
            Parallel.For(0, 64, i => writer.WriteAt(i * 1000, content.AsSpan(i * 1000, 1000)));
            writer.Commit(content.Length);
        }
        Assert.Equal(content, ReadAll(Name("x")));
    }

    [Fact]
    public void Commit_ByManyOfOneName_HasOneWinner()
    {
        const int creators = 8;
        var faults = new StorageFault?[creators];
        using var start = new Barrier(creators);
        var threads = Enumerable.Range(0, creators).Select(i => new Thread(() =>
        {
            using var writer = Store.BeginCreate(Name("x/y"), 100);
            writer.WriteAt(0, Enumerable.Repeat((byte)i, 100 + i).ToArray());
            start.SignalAndWait();
            try
            {
                writer.Commit(100 + i);
            }
            catch (StorageException error)
            {
                faults[i] = error.Fault;
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        var winner = Array.IndexOf(faults, null);
        Assert.Equal(creators - 1, faults.Count(fault => fault == StorageFault.AlreadyExists));
        Assert.Equal(Enumerable.Repeat((byte)winner, 100 + winner), ReadAll(Name("x/y")));
    }

    [Fact]
    public void Read_PastEnd_IsDamage()
    {
        Store.Create(Name("x"), Content);
        AssertFault(StorageFault.Damaged, () => Store.Read(Name("x"), Content.Length - 1, new byte[2]));
        AssertFault(StorageFault.Damaged, () => Store.Read(Name("x"), Content.Length + 10, new byte[1]));
    }

    [Fact]
    public void Read_OfNothing_IsNotFound()
    {
        AssertFault(StorageFault.NotFound, () => Store.Read(Name("a/b/c"), 0, new byte[1]));
        AssertFault(StorageFault.NotFound, () => Store.GetLength(Name("a/b/c")));
    }

    [Fact]
    public void List_OfPrefix_IsInNameOrder()
    {
        foreach (var name in new[] { "b/z", "b-a", "b/a/x", "a", "b.c", "c/a", "b/a-x" }) Store.Create(Name(name), [1]);
        Assert.Equal(["a", "b-a", "b.c", "b/a-x", "b/a/x", "b/z", "c/a"], Names(Folder));
        Assert.Equal(["b/a-x", "b/a/x", "b/z"], Names(Name("b/")));
        Assert.Equal(["b/a/x"], Names(Name("b/a/")));
        Assert.Empty(Names(Name("nothing/")));
        Assert.Throws<ArgumentException>(() => Store.List(Name("b")));
        Assert.Throws<ArgumentException>(() => Store.List("../"));
    }

    [Fact]
    public void Delete_Twice_IsFalseTheSecondTime()
    {
        Store.Create(Name("x/y"), Content);
        Assert.Equal(Content, ReadAll(Name("x/y")));
        Assert.True(Store.Delete(Name("x/y")));
        Assert.False(Store.Delete(Name("x/y")));
        Assert.False(Store.Delete(Name("never/was")));
        AssertFault(StorageFault.NotFound, () => Store.Read(Name("x/y"), 0, new byte[1]));
        Assert.Empty(Store.List(Folder));
    }

    [Fact]
    public void Create_AfterDelete_IsNotTheOldBlob()
    {
        Store.Create(Name("x"), Content);
        Assert.Equal(Content, ReadAll(Name("x")));
        Store.Delete(Name("x"));
        Store.Create(Name("x"), [9, 9]);
        Assert.Equal([9, 9], ReadAll(Name("x")));
    }

    [Fact]
    public void Read_OfMoreBlobsThanFilesMayBeOpen_ReturnsEach()
    {
        for (var i = 0; i < 150; i++) Store.Create(Name($"many/{i}"), [(byte)i, 1]);
        Parallel.For(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Assert.Equal((byte)(i % 150), ReadAll(Name($"many/{i % 150}"))[0]));
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public void AnyCall_WithBadName_IsRefused(string name)
    {
        Assert.Throws<ArgumentException>(() => Store.Create(name, [1]));
        Assert.Throws<ArgumentException>(() => Store.BeginCreate(name, 1));
        Assert.Throws<ArgumentException>(() => Store.GetLength(name));
        Assert.Throws<ArgumentException>(() => Store.Read(name, 0, new byte[1]));
        Assert.Throws<ArgumentException>(() => Store.Delete(name));
    }

    protected static void AssertFault(StorageFault fault, Action action) => Assert.Equal(fault, Assert.Throws<StorageException>(action).Fault);

    protected byte[] ReadAll(string name)
    {
        var content = new byte[Store.GetLength(name)];
        Store.Read(name, 0, content);
        return content;
    }

    protected string Name(string name) => Folder + name;

    private IEnumerable<string> Names(string prefix) => Store.List(prefix).Select(blob => blob.Name[Folder.Length..]);
}
