using System.Text;
using Holdfast.Format.Chunks;
using Holdfast.Format.Keys;
using Holdfast.Format.Packs;
using Holdfast.Store.Reading;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Reading;

/// <summary>How many requests, and how many bytes, a read costs where the repository lies behind a network.</summary>
public sealed class RequestTests
{
    /// <summary>The file's chunks lie among others, shuffled within stretches of a pack.</summary>
    [Fact]
    public void ReadMany_FileOf39MBOutOfALargePointInTheVault_ReadsAtMostOneAndAHalfTimesItsPackedSize()
    {
        using var pool = new TestRepository(packTarget: 32 << 20);
        var point = LargePoint.OfLargeFiles(pool, 20);
        using var vault = pool.Sibling(reads: ReadCost.Network);
        var copy = pool.PushTo(vault, point);
        vault.Reopen();

        var file = vault.Repository.Points.OpenTable(copy).Find(Encoding.UTF8.GetBytes(LargePoint.Wanted));
        var ids = LargePoint.ChunksOf(file!);
        var packed = ids.Sum(id => vault.Repository.Index.TryFind(id, out var at) ? PackLayout.RecordSize((int)at.StoredLength) : throw new InvalidOperationException());
        var plan = vault.Repository.Chunks.Plan(ids);
        vault.Requests.Reset();
        var received = new ReceivedChunks();
        vault.Repository.Chunks.ReadMany(ids, received, CancellationToken.None);

        Assert.All(ids, id => Assert.NotEmpty(received[id]));
        Assert.InRange(vault.Requests.PackBytes, packed, packed * 3 / 2);
        Assert.InRange(vault.Requests.PackReads, 1, ids.Count * 2 / 3);
        Assert.Equal((plan.Bytes, plan.Requests), (vault.Requests.PackBytes, vault.Requests.PackReads));
    }

    /// <summary>A wider gap costs fewer requests and more bytes: what the repository says decides.</summary>
    [Fact]
    public void Plan_RequestsAreDear_FewerAndLargerOnes()
    {
        using var pool = new TestRepository(packTarget: 32 << 20);
        var point = LargePoint.OfLargeFiles(pool, 8);
        using var near = pool.Sibling(seed: 5);
        using var far = pool.Sibling(seed: 5, reads: ReadCost.Network);
        ReadPlan PlanOf(TestRepository vault)
        {
            var copy = pool.PushTo(vault, point);
            var ids = vault.Repository.Points.OpenTable(copy).ReadAll().Where(item => item.Extents is not null).SelectMany(LargePoint.ChunksOf).Where((_, i) => i % 3 != 0);
            return vault.Repository.Chunks.Plan([.. ids.Distinct()]);
        }
        var (nearPlan, farPlan) = (PlanOf(near), PlanOf(far));
        Assert.True(farPlan.Requests < nearPlan.Requests, $"{farPlan.Requests} requests instead of {nearPlan.Requests}");
        Assert.True(farPlan.Bytes > nearPlan.Bytes);
    }

    [Fact]
    public void Read_OneChunkOfAPackNeverSeen_IsOneRequest()
    {
        using var repository = new TestRepository(reads: ReadCost.Network);
        var files = Contents.Random(1, 6, 900);
        var point = repository.BackUp(files);
        var id = repository.Repository.Points.OpenTable(point).ReadAll().Last().Extents![0].Chunk;
        repository.Reopen();
        repository.Requests.Reset();
        Assert.Equal(files.Values.Last(), repository.Repository.Chunks.Read(id));
        Assert.Equal(1, repository.Requests.All);
    }

    /// <summary>The keyring has a newer epoch by now; which one a pack is of is told by the record itself.</summary>
    [Fact]
    public void Read_PackOfAnEarlierEpoch_IsOneRequestToo()
    {
        using var repository = new TestRepository();
        var files = Contents.Random(1, 6, 900);
        repository.BackUp(files);
        var rotated = new Keyring(
            repository.Keyring.Repository, repository.Keyring.ChunkIdKey, repository.Keyring.CutKey,
            new Dictionary<uint, byte[]>(repository.Keyring.EpochKeys) { [2] = [.. Enumerable.Range(0, 32).Select(i => (byte)i)], [3] = new byte[32] });
        using var later = new TestRepository(3, rotated, blobs: repository.Blobs, reads: ReadCost.Network);
        var id = later.Repository.Points.OpenTable(later.Repository.Points.All()[0]).ReadAll().Last().Extents![0].Chunk;
        later.Reopen();
        later.Requests.Reset();
        Assert.Equal(files.Values.Last(), later.Repository.Chunks.Read(id));
        Assert.Equal(1, later.Requests.All);
        later.Reopen(forgetIndex: true);
        Contents.AssertSame(files, later.Restore(later.Repository.Points.All()[0]));
    }

    /// <summary>The index is lost, or it is another server's: one read a pack brings it back.</summary>
    [Fact]
    public void Open_IndexLost_IsOneReadForEachPack()
    {
        using var repository = new TestRepository(packTarget: 1 << 20, reads: ReadCost.Network);
        repository.BackUp(Contents.Random(1, 300, 20_000));
        var packs = repository.PackNames.Count;
        Assert.True(packs >= 6);
        repository.Requests.Reset();
        repository.Reopen(forgetIndex: true);
        Assert.Equal(packs, repository.Requests.PackReads);
    }

    /// <summary>A footer that is longer than what is read of a pack's end takes a second read, and is no less whole.</summary>
    [Fact]
    public void Open_IndexLostAndFootersLong_FindsEverything()
    {
        using var repository = new TestRepository(packTarget: 1 << 20);
        var files = Contents.Random(1, 800, 600);
        var point = repository.BackUp(files);
        repository.Reopen(forgetIndex: true);
        Contents.AssertSame(files, repository.Restore(point));
    }

    /// <summary>20,000 items in 500 folders: opening the point, listing a folder, and reading a file of it.</summary>
    [Fact]
    public void BrowseAndRestoreOneFile_ColdVault_CostsAFewRequests()
    {
        using var pool = new TestRepository(packTarget: 8 << 20);
        using var vault = pool.Sibling(reads: ReadCost.Network);
        pool.PushTo(vault, LargePoint.OfFolders(pool, 500));
        vault.Reopen();

        vault.Requests.Reset();
        var point = vault.Repository.Points.All()[0];
        Assert.Equal((1, 1), (vault.Requests.Lists, vault.Requests.Reads)); // its name, and the point itself
        vault.Requests.Reset();
        var table = vault.Repository.Points.OpenTable(point);
        var items = table.List("folder-0250"u8.ToArray()).ToList();
        Assert.Equal(40, items.Count);
        Assert.InRange(vault.Requests.All, 2, 4); // nodes from the root down, then the blocks together
        vault.Requests.Reset();
        var file = table.Find([.. "folder-0250/"u8, .. items[17].Name]);
        Assert.Equal(0, vault.Requests.All);
        vault.Repository.Chunks.ReadMany(LargePoint.ChunksOf(file!), new ReceivedChunks(), CancellationToken.None);
        Assert.Equal(1, vault.Requests.All);
    }

    /// <summary>All of a table: blocks come many at a time.</summary>
    [Fact]
    public void ReadAll_ColdVault_BlocksComeTogether()
    {
        using var pool = new TestRepository(packTarget: 8 << 20);
        var point = LargePoint.OfFolders(pool, 500);
        using var vault = pool.Sibling(reads: ReadCost.Network);
        var copy = pool.PushTo(vault, point);
        vault.Reopen();
        vault.Requests.Reset();
        Assert.Equal(20_501, vault.Repository.Points.OpenTable(copy).ReadAll().Count());
        var together = vault.Requests.PackReads;
        pool.Reopen();
        pool.Requests.Reset();
        Assert.Equal(20_501, pool.Repository.Points.OpenTable(point).ReadAll().Count());
        Assert.True(together * 5 <= pool.Requests.PackReads, $"{together} requests instead of {pool.Requests.PackReads}");
    }

    /// <summary>A read ahead that fails is no failure: the block is asked for again, and only then is it missing.</summary>
    [Fact]
    public void ReadAll_ReadAheadFails_BlocksComeSinglyAllTheSame()
    {
        using var pool = new TestRepository(packTarget: 8 << 20);
        using var vault = pool.Sibling(reads: ReadCost.Network);
        var copy = pool.PushTo(vault, LargePoint.OfFolders(pool, 100));
        vault.Reopen();
        var strikes = 0;
        vault.Blobs.Faults.Set(BlobFault.ReadFails, 1, name => name.StartsWith(BlobNames.Packs, StringComparison.Ordinal) && ++strikes == 2);
        Assert.Equal(4101, vault.Repository.Points.OpenTable(copy).ReadAll().Count());
        Assert.True(vault.Blobs.Faults.Hits(BlobFault.ReadFails) > 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Plan_AnyChoiceOfChunks_CoversEachOnceAndReadsLittleElse(int seed)
    {
        var random = new Random(seed);
        var cost = new ReadCost(2000, 40_000, ReadsAhead: false);
        using var repository = new TestRepository(packTarget: 100_000, reads: cost);
        var point = repository.BackUp(Contents.Random(seed, 200, 1000 + (seed * 700)));
        var ids = repository.Repository.Points.OpenTable(point).ReadAll().Where(item => item.Extents is not null)
            .Select(item => item.Extents![0].Chunk).Where(_ => random.Next(3) > 0).ToList();
        var absent = ChunkId.Read(new byte[32]);
        var plan = repository.Repository.Chunks.Plan([.. ids, absent]);
        Assert.Equal([absent], plan.Missing);
        Assert.Equal(ids.Order(), plan.Runs.SelectMany(run => run.Chunks).Select(chunk => chunk.Id).Order());
        Assert.All(plan.Runs, run =>
        {
            Assert.InRange(run.Length, 1, cost.LargestRun);
            var wanted = run.Chunks.Sum(chunk => PackLayout.RecordSize((int)chunk.At.StoredLength));
            Assert.InRange(run.Length - wanted, 0, Math.Max(cost.RequestBytes, wanted / 2));
            Assert.All(run.Chunks, chunk => Assert.InRange(chunk.At.Offset + PackLayout.RecordSize((int)chunk.At.StoredLength) - run.Offset, 1, run.Length));
        });
    }
}
