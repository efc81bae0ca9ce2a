using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Store.Verifying;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Verifying;

public sealed class VerifierTests
{
    [Fact]
    public void Verify_Undamaged_FindsNothingAndCountsAll()
    {
        using var repository = Many(out _);
        var result = repository.Verify();
        Assert.Empty(result.Damages);
        Assert.Empty(result.Lost);
        Assert.Equal(repository.PackNames.Count, result.PacksChecked);
        Assert.Equal(3, result.PointsChecked);
    }

    /// <summary>Some records of a large rest are struck: exactly those are named, by pack, slot and chunk.</summary>
    [Fact]
    public void Verify_SomeRecordsDamaged_ReportsExactlyThem()
    {
        using var repository = Many(out var points);
        var chunks = points.SelectMany(point => ContentOf(repository, point)).Distinct().Order().Where((_, i) => i % 9 == 0).ToHashSet();
        Assert.True(chunks.Count > 4);
        foreach (var id in chunks)
        {
            Assert.True(repository.Repository.Index.TryFind(id, out var at));
            repository.Blobs.Damage(BlobNames.Pack(at.Pack), (at.Offset + 70) * 8);
        }
        var result = repository.Verify();
        Assert.Equal(chunks, result.Damages.Where(damage => damage.Level == FoundDamage.Ciphertext).Select(damage => damage.Chunk!.Value).ToHashSet());
        Assert.Equal(chunks, result.Lost.ToHashSet());
        Assert.DoesNotContain(result.Damages, damage => damage.Level is FoundDamage.Footer or FoundDamage.Plaintext);
        Assert.All(result.Damages, damage => Assert.Contains(damage.Chunk!.Value, chunks));
    }

    /// <summary>Two parts of one table are lost at once and are met only by reading (no pack is sampled): both are named.</summary>
    [Fact]
    public void Verify_SeveralPartsOfATableDamaged_NamesAllOfThem()
    {
        using var repository = new TestRepository(packTarget: 1 << 20);
        var point = repository.BackUp(Contents.Random(5, count: 6000, length: 20));
        var blocks = new List<ChunkId>();
        repository.Repository.Points.OpenTable(point).Visit(
            (id, kind) =>
            {
                if (kind == ChunkKind.ItemBlock) blocks.Add(id);
                return true;
            }, _ => { }, _ => { });
        Assert.True(blocks.Count >= 4, $"only {blocks.Count} blocks");
        var struck = new[] { blocks[1], blocks[3] };
        foreach (var id in struck)
        {
            Assert.True(repository.Repository.Index.TryFind(id, out var at));
            repository.Blobs.Damage(BlobNames.Pack(at.Pack), (at.Offset + 70) * 8);
        }
        repository.Reopen();
        var result = repository.Verify(new VerifyOptions(PointId: point.Id));
        Assert.Superset(struck.ToHashSet(), result.Lost.ToHashSet());
        repository.Reopen();
        var all = repository.Verify();
        Assert.Superset(struck.ToHashSet(), all.Lost.ToHashSet());
    }

    [Fact]
    public void Verify_ReadFailsForNow_EndsAndConcludesNothing()
    {
        using var repository = Many(out var points);
        repository.Blobs.Faults.Next(BlobFault.ReadFails, 1, name => name.StartsWith(BlobNames.Packs, StringComparison.Ordinal));
        var error = Assert.Throws<StorageException>(() => repository.Verify());
        Assert.True(error.IsTransient);
        Assert.True(repository.Repository.Damage.IsEmpty);
        repository.Blobs.Faults.Clear();
        Assert.Empty(repository.Verify().Damages);
        Assert.Equal(3, points.Count);
    }

    [Fact]
    public void Verify_ListingFails_Throws()
    {
        using var repository = Many(out _);
        repository.Blobs.Faults.Next(BlobFault.ListingFails);
        Assert.Equal(StorageFault.ListingFailed, Assert.Throws<StorageException>(() => repository.Verify()).Fault);
    }

    [Fact]
    public void Heal_PointBlobDamaged_ComesBackFromTheOtherCopy() => HealPoint(reopen: true);

    /// <summary>The point was opened before its blob was damaged: verify must look at the blob, not at what it remembers.</summary>
    [Fact]
    public void Heal_PointBlobDamagedWhileOpen_ComesBackFromTheOtherCopy() => HealPoint(reopen: false);

    private static void HealPoint(bool reopen)
    {
        using var repository = Many(out var points);
        using var other = repository.Sibling();
        foreach (var point in points) repository.PushTo(other, point);
        var files = repository.Restore(points[1]);
        var name = BlobNames.Point(points[1].Source.Id, points[1].Id);
        for (var bit = 0L; bit < repository.Blobs.GetLength(name) * 8; bit += 501)
        {
            repository.Blobs.Damage(name, bit);
            if (reopen) repository.Reopen();
            var found = repository.Verify();
            Assert.Equal(points[1].Id, Assert.Single(found.Damages).Point);
            Assert.Equal([points[1].Id], repository.Heal(other, found).Points);
            Assert.Empty(repository.Verify().Damages);
            Contents.AssertSame(files, repository.Restore(repository.Repository.Points.Get(points[1].Id)));
        }
    }

    /// <summary>The point's blob and its content are struck together: what the point needs is known only when the blob is back.</summary>
    [Fact]
    public void Heal_PointBlobAndItsChunksDamaged_AllComesBackInOnePass()
    {
        using var repository = Many(out var points);
        using var other = repository.Sibling();
        foreach (var point in points) repository.PushTo(other, point);
        var files = repository.Restore(points[2]);
        foreach (var id in ContentOf(repository, points[2]).Take(5).Append(ChunkId.Read(Convert.FromHexString(points[2].Table.Root))))
        {
            Assert.True(repository.Repository.Index.TryFind(id, out var at));
            repository.Blobs.Damage(BlobNames.Pack(at.Pack), (at.Offset + 70) * 8);
        }
        repository.Blobs.Damage(BlobNames.Point(points[2].Source.Id, points[2].Id), 400);
        repository.Reopen();
        repository.Heal(other);
        Contents.AssertSame(files, repository.Restore(repository.Repository.Points.Get(points[2].Id)));
        Assert.Empty(repository.Verify().Lost);
    }

    /// <summary>The blob of a point replaced by that of an older one, or put under another source.</summary>
    [Fact]
    public void Verify_PointBlobOfAnotherPoint_IsDamage()
    {
        using var repository = Many(out var points);
        var (older, newer) = (BlobNames.Point(points[0].Source.Id, points[0].Id), BlobNames.Point(points[2].Source.Id, points[2].Id));
        var bytes = repository.Bytes(older);
        using var damaged = repository.Clone(blobs =>
        {
            blobs.Delete(newer);
            blobs.Create(newer, bytes);
        });
        Assert.Equal(points[2].Id, Assert.Single(damaged.Verify().Damages).Point);
        Assert.DoesNotContain(damaged.Repository.Points.All(), point => point.Id == points[2].Id);
    }

    [Fact]
    public void Heal_OtherCopyIsDamagedAsWell_SaysSoAndStoresNothingWrong()
    {
        using var repository = new TestRepository();
        var files = Contents.Random(3, count: 3, length: 500);
        var point = repository.BackUp(files);
        using var other = repository.Sibling();
        repository.PushTo(other, point);
        var lost = ContentOf(repository, point)[1];
        foreach (var place in new[] { repository, other })
        {
            Assert.True(place.Repository.Index.TryFind(lost, out var at));
            place.Blobs.Damage(BlobNames.Pack(at.Pack), (at.Offset + 70) * 8);
        }
        var healed = repository.Heal(other);
        Assert.Equal([lost], healed.NotHealed.Keys);
        Assert.Empty(healed.Chunks);
        Assert.Equal(lost, Assert.Throws<ChunkUnavailableException>(() => repository.Restore(point)).Id);
    }

    [Fact]
    public void Find_DamagedChunk_NamesItemsAndPoints()
    {
        using var repository = Many(out var points);
        var item = repository.Repository.Points.OpenTable(points[0]).ReadAll().First(item => item is { Kind: ItemKind.File, Size: > 0 });
        var affected = AffectedItems.Find(repository.Repository, new HashSet<ChunkId> { item.Extents![0].Chunk }, CancellationToken.None).Single().Value;
        Assert.Contains(points[0].Id, affected.Points);
        Assert.Contains(ItemPath.ToDisplay(item.Path), affected.Items);
    }

    private static List<ChunkId> ContentOf(TestRepository repository, RecoveryPoint point) =>
        [.. repository.Repository.Points.OpenTable(point).ReadAll().Where(item => item.Size > 0).SelectMany(item => item.Extents!).Select(extent => extent.Chunk)];

    private static TestRepository Many(out List<RecoveryPoint> points)
    {
        var repository = new TestRepository();
        points = [repository.BackUp(Contents.Random(1, 40, 3000)), repository.BackUp(Contents.Everything()), repository.BackUp(Contents.Random(2, 40, 3000))];
        return repository;
    }
}
