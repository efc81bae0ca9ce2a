using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Reading;

public sealed class ChunkReaderTests
{
    [Fact]
    public void ReadMany_SomeMissing_DeliversTheOthersAndNamesEachOnce()
    {
        using var repository = new TestRepository(packTarget: 16 << 10);
        var files = Contents.Random(1, 80, 900);
        repository.BackUp(files);
        var ids = files.Values.Select(content => new ChunkId(Blake3.KeyedHash(repository.Keyring.ChunkIdKey, content))).ToList();
        var absent = new ChunkId(Blake3.KeyedHash(repository.Keyring.ChunkIdKey, [1]));
        Assert.True(repository.Repository.Index.TryFind(ids[11], out var at));
        repository.Blobs.Damage(BlobNames.Pack(at.Pack), (at.Offset + 80) * 8);
        var received = new ReceivedChunks();
        repository.Repository.Chunks.ReadMany([.. ids, absent], received, CancellationToken.None);
        Assert.Equal(new[] { ids[11], absent }.Order(), received.Missing.Order());
        foreach (var (id, content) in ids.Zip(files.Values))
            if (id != ids[11]) Assert.Equal(content, received[id]);
    }

    /// <summary>A second copy of a chunk lies in another pack: it is used when the first is damaged.</summary>
    [Fact]
    public void Read_FirstCopyDamaged_SecondIsUsed()
    {
        using var repository = new TestRepository();
        using var other = repository.Another();
        var files = Contents.Random(1, 6, 900);
        var point = other.BackUp(files);
        repository.Reopen();
        using (var session = repository.Repository.Sessions.Begin())
        {
            foreach (var content in files.Values)
                session.Store(new ChunkId(Blake3.KeyedHash(repository.Keyring.ChunkIdKey, content)), ChunkKind.Content, ChunkCodec.Stored, content.Length, content);
            session.Flush();
        }
        foreach (var content in files.Values)
        {
            var id = new ChunkId(Blake3.KeyedHash(repository.Keyring.ChunkIdKey, content));
            Assert.True(repository.Repository.Index.TryFind(id, out var at));
            repository.Blobs.Damage(BlobNames.Pack(at.Pack), (at.Offset + 80) * 8);
        }
        Contents.AssertSame(files, repository.Restore(point));
        Assert.Equal(files.Count, repository.Repository.Damage.Count);
    }

    [Fact]
    public void Read_WrongBitOnceOnTheWay_IsNeverDelivered()
    {
        using var repository = new TestRepository();
        var files = Contents.Random(1, 30, 900);
        var point = repository.BackUp(files);
        repository.Blobs.Faults.Set(BlobFault.WrongBit, 0.5, name => name.StartsWith(BlobNames.Packs, StringComparison.Ordinal));
        for (var i = 0; i < 20; i++)
        {
            try
            {
                Contents.AssertSame(files, repository.Restore(point));
            }
            catch (ChunkUnavailableException)
            {
            }
        }
    }

    [Fact]
    public void ReadMany_Cancelled_Throws()
    {
        using var repository = new TestRepository();
        var point = repository.BackUp(Contents.Everything());
        var ids = repository.Repository.Points.OpenTable(point).ReadAll().SelectMany(item => item.Extents ?? []).Select(extent => extent.Chunk).Distinct().ToList();
        Assert.Throws<OperationCanceledException>(() => repository.Repository.Chunks.ReadMany(ids, new ReceivedChunks(), new CancellationToken(canceled: true)));
    }
}
