using Holdfast.Format.Keys;
using Holdfast.Store.Pool;
using Holdfast.Store.Tests.Blobs;

namespace Holdfast.Store.Tests.Pool;

/// <summary>Real file systems that are full or read-only.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly PoolOptions Small = new() { MinimumCapacity = 8 << 20 };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void FullDisk_StillReadsDeletesAndTakesSmallBlobs()
    {
        using var disk = MountedDisk.Ext4(16);
        using var pool = PoolDisks.Create(new RepositoryId(1), [disk.Path], Small);
        var pack = new byte[256 << 10];
        new Random(1).NextBytes(pack);
        var packs = 0;
        var fault = FillUntilRefused(pool, pack, ref packs);
        Assert.Equal(StorageFault.PoolFull, fault);
        Assert.Equal(PoolDiskCondition.Full, pool.Disks[0].Condition);
        Assert.True(packs > 20, $"only {packs} packs fitted");

        // Somebody else takes the rest to the last block.
        FillRest(disk.Path);
        for (var i = 0; i < 40; i++) pool.Create($"points/{i}", pack.AsSpan(0, 1000));
        for (var i = 0; i < 40; i += 2) Assert.True(pool.Delete($"points/{i}"));
        var read = new byte[pack.Length];
        for (var i = 0; i < packs; i++)
        {
            pool.Read($"packs/{i}", 0, read);
            Assert.Equal(pack, read);
        }
        using (var writer = pool.BeginCreate("packs/compacted", pack.Length, useReserve: true))
        {
            writer.WriteAt(0, pack);
            writer.Commit(pack.Length);
        }
        AssertFault(StorageFault.PoolFull, () => pool.BeginCreate("packs/x", pack.Length));

        File.Delete(Path.Join(disk.Path, "filler"));
        for (var i = 0; i < packs; i++) Assert.True(pool.Delete($"packs/{i}"));
        pool.Create("packs/again", pack);
        Assert.Equal(2 << 20, new FileInfo(Path.Join(disk.Path, "holdfast-reserve")).Length);
        Assert.Equal(PoolDiskCondition.Ok, pool.Disks[0].Condition);
    }

    [Fact]
    public void DiskFullInTheMiddleOfAPack_FailsTypedAndLeavesNothing()
    {
        using var disk = MountedDisk.Ext4(16);
        using var pool = PoolDisks.Create(new RepositoryId(1), [disk.Path], Small);
        var pack = new byte[4 << 20];
        new Random(1).NextBytes(pack);
        using (var writer = pool.BeginCreate("packs/1", pack.Length))
        {
            FillRest(disk.Path);
            AssertFault(StorageFault.PoolFull, () =>
            {
                writer.WriteAt(0, pack);
                writer.Commit(pack.Length);
            });
        }
        Assert.Empty(pool.List("packs/"));
        Assert.Empty(Directory.GetFiles(Path.Join(disk.Path, ".tmp")));
        AssertFault(StorageFault.PoolFull, () => pool.Create("packs/2", new byte[1 << 20]));
        File.Delete(Path.Join(disk.Path, "filler"));
        pool.Create("packs/3", pack);
    }

    [Fact]
    public void FullDisk_NextToOneWithRoom_IsPassedOver()
    {
        using var full = MountedDisk.Ext4(16);
        using var roomy = MountedDisk.Ext4(24);
        using var pool = PoolDisks.Create(new RepositoryId(1), [full.Path, roomy.Path], Small);
        FillRest(full.Path);
        pool.Create("packs/1", new byte[1 << 20]);
        pool.Create("points/1", [1]);
        Assert.True(File.Exists(Path.Join(roomy.Path, "packs/1")));
        Assert.True(File.Exists(Path.Join(full.Path, "points/1")));
    }

    [Fact]
    public void ReadOnlyDisk_IsReadAndReported_AndTheOtherTakesTheWrites()
    {
        using var disk = MountedDisk.Memory(64);
        using var pool = PoolDisks.Create(new RepositoryId(1), [disk.Path, folder["other"]], Small with { LargestReserve = 0, Probe = new LinuxDiskProbe() });
        var changes = new List<PoolDiskCondition>();
        pool.Changed += state => changes.Add(state.Condition);
        var id = pool.Disks[0].Id;
        PutOn(pool, disk.Path);
        pool.Create("points/old", [5]);

        disk.Remount("ro");
        pool.Create("points/new", [6]);
        pool.Create("packs/2", [2]);

        Assert.Equal(PoolDiskCondition.ReadOnly, pool.Disks[0].Condition);
        Assert.False(pool.Disks[0].IsCurrent);
        Assert.Contains(PoolDiskCondition.ReadOnly, changes);
        var read = new byte[1];
        pool.Read("packs/1", 0, read);
        Assert.Equal(1, read[0]);
        pool.Delete("points/old");
        AssertFault(StorageFault.DiskReadOnly, () => pool.Delete("packs/1"));
        pool.Rescan();
        Assert.Equal(PoolDiskCondition.ReadOnly, pool.Disks[0].Condition);

        disk.Remount("rw");
        pool.Rescan();
        Assert.Equal(PoolDiskCondition.Ok, pool.Disks[0].Condition);
        Assert.True(pool.Disks[0].IsCurrent);
        pool.Read("points/new", 0, read);
        pool.ReadCopy(id, "points/new", 0, read);
        Assert.Equal(6, read[0]);
        AssertFault(StorageFault.NotFound, () => pool.ReadCopy(id, "points/old", 0, new byte[1]));
    }

    [Fact]
    public void OnlyDiskReadOnly_CanBeOpenedAndRead_AndRefusesWritesTyped()
    {
        using var disk = MountedDisk.Memory(64);
        using (var pool = PoolDisks.Create(new RepositoryId(1), [disk.Path], Small))
        {
            pool.Create("packs/1", [1]);
            pool.Create("points/1", [2]);
        }
        disk.Remount("ro");
        using (var pool = PoolDisks.Open(null, [disk.Path], Small))
        {
            Assert.Equal(PoolDiskCondition.ReadOnly, pool.Disks[0].Condition);
            var read = new byte[1];
            pool.Read("packs/1", 0, read);
            pool.Read("points/1", 0, read);
            AssertFault(StorageFault.DiskReadOnly, () => pool.Create("packs/2", [1]));
            AssertFault(StorageFault.DiskReadOnly, () => pool.Create("points/2", [1]));
            AssertFault(StorageFault.DiskReadOnly, () => pool.Delete("points/1"));
            Assert.Equal(2, pool.List("").Count);
        }
        disk.Remount("rw");
    }

    [Fact]
    public void Remove_OfReadOnlyDisk_CopiesItsPacks()
    {
        using var disk = MountedDisk.Memory(64);
        using var pool = PoolDisks.Create(new RepositoryId(1), [disk.Path, folder["other"]], Small with { LargestReserve = 0 });
        PutOn(pool, disk.Path);
        disk.Remount("ro");
        pool.Rescan();
        var removal = pool.Remove(pool.Disks[0].Id);
        Assert.Equal(1, removal.PacksMoved);
        var read = new byte[1];
        pool.Read("packs/1", 0, read);
        Assert.Equal(1, read[0]);
        Assert.Single(pool.Disks);
        disk.Remount("rw");
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A pack on a certain disk of two: written there as a move would.</summary>
    private static void PutOn(PoolDisks pool, string path)
    {
        using var blobs = new Holdfast.Store.Blobs.FolderBlobStore(path);
        blobs.Create("packs/1", [1]);
        Assert.Single(pool.List("packs/"));
    }

    private static StorageFault? FillUntilRefused(PoolDisks pool, byte[] pack, ref int packs)
    {
        while (packs < 1000)
        {
            try
            {
                pool.Create($"packs/{packs}", pack);
                packs++;
            }
            catch (StorageException error)
            {
                return error.Fault;
            }
        }
        return null;
    }

    private static void FillRest(string path)
    {
        using var filler = new FileStream(Path.Join(path, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[64 << 10];
        foreach (var size in new[] { block.Length, 4096, 512 })
        {
            try
            {
                while (true) filler.Write(block, 0, size);
            }
            catch (IOException)
            {
                // full for this size
            }
        }
    }

    private static void AssertFault(StorageFault fault, Action action) => Assert.Equal(fault, Assert.Throws<StorageException>(action).Fault);
}
