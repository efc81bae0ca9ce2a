using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;
using Holdfast.Store.Pool;
using Holdfast.Store.Tests.Blobs;

namespace Holdfast.Store.Tests.Pool;

/// <summary>A pool of fake disks a, b, c… beneath a temporary folder.</summary>
public abstract class PoolTest : IDisposable
{
    private PoolDisks? pool;

    internal FakeDisks Probe { get; } = new();

    protected TemporaryFolder Folder { get; } = new();

    protected RepositoryId Id { get; } = new(4711);

    protected PoolDisks Pool => pool ?? throw new InvalidOperationException("No pool is open.");

    public void Dispose()
    {
        pool?.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static void AssertFault(StorageFault fault, Action action) => Assert.Equal(fault, Assert.Throws<StorageException>(action).Fault);

    protected PoolDisks Create(params string[] disks) => pool = PoolDisks.Create(Id, [.. disks.Select(disk => Folder[disk])], Probe.Options);

    /// <summary>Closes the pool and opens it with some of its disks: the others are where nobody looks.</summary>
    protected PoolDisks Reopen(params string[] disks)
    {
        Close();
        return pool = PoolDisks.Open(Id, [.. disks.Select(disk => Folder[disk])], Probe.Options);
    }

    protected void Close()
    {
        pool?.Dispose();
        pool = null;
    }

    /// <summary>The disk is unplugged.</summary>
    protected void TakeAway(string disk) => Directory.Move(Folder[disk], Folder[disk + "-away"]);

    protected void BringBack(string disk) => Directory.Move(Folder[disk + "-away"], Folder[disk]);

    protected PoolDiskState State(string disk) => Pool.Disks.Single(state => state.Path == Folder[disk]);

    protected bool IsOn(string disk, string name) => File.Exists(Folder[$"{disk}/{name}"]);

    protected string[] DisksWith(string name, params string[] disks) => [.. disks.Where(disk => IsOn(disk, name))];

    protected string[] List(string prefix) => [.. Pool.List(prefix).Select(blob => blob.Name)];

    protected byte[] ReadAll(string name)
    {
        var content = new byte[Pool.GetLength(name)];
        Pool.Read(name, 0, content);
        return content;
    }

    protected void FreeIs(string disk, long free) => Probe.Set(Folder[disk], 1L << 30, free);
}
