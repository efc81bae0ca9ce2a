using Holdfast.Format.Chunks;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Store.Verifying;

namespace Holdfast.Store.Tests.Verifying;

/// <summary>A small repository of one content pack and one metadata pack, struck everywhere.</summary>
public sealed class PackDamageTests
{
    private const int HealEvery = 97;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Verify_BitFlippedAtEveryByteOfAPack_FindsItAndRestoreIsNeverWrong(int pack)
    {
        using var repository = Small(out var point, out var files);
        using var other = repository.Sibling();
        repository.PushTo(other, point);
        var name = repository.PackNames[pack];
        var length = (int)repository.Blobs.GetLength(name);
        for (var at = 0; at < length; at++)
        {
            using var damaged = repository.Clone(blobs => blobs.Damage(name, (at * 8) + (at % 8)));
            AssertNeverWrong(damaged, point, files, $"byte {at}");
            var found = damaged.Verify();
            Assert.True(found.Damages.Count > 0, $"The flip at byte {at} of {length} was not found.");
            if (at % HealEvery == 0) AssertHeals(damaged, other, found, point, files, $"byte {at}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Verify_PackCutShort_FindsItAndRestoreIsNeverWrong(int pack)
    {
        using var repository = Small(out var point, out var files);
        using var other = repository.Sibling();
        repository.PushTo(other, point);
        var name = repository.PackNames[pack];
        var length = (int)repository.Blobs.GetLength(name);
        foreach (var cut in Cuts(length))
        {
            using var damaged = repository.Clone(blobs => blobs.Truncate(name, cut));
            AssertNeverWrong(damaged, point, files, $"length {cut}");
            var found = damaged.Verify();
            Assert.True(found.Damages.Count > 0, $"The cut to {cut} of {length} bytes was not found.");
            if (cut % (HealEvery * 3) == 0) AssertHeals(damaged, other, found, point, files, $"length {cut}");
        }
    }

    /// <summary>The repository was open, its index and key cache warm, when the damage came; or it was opened again with the index it had.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Verify_DamageWhereIndexKnowsThePack_IsFoundAndHealed(bool reopen)
    {
        foreach (var (pack, at) in Enumerable.Range(0, 60).Select(step => (step % 2, step / 2 * 53)))
        {
            using var repository = Small(out var point, out var files);
            using var other = repository.Sibling();
            repository.PushTo(other, point);
            Contents.AssertSame(files, repository.Restore(point));
            var name = repository.PackNames[pack];
            if (at >= repository.Blobs.GetLength(name)) continue;
            repository.Blobs.Damage(name, at * 8);
            if (reopen) repository.Reopen();
            var found = repository.Verify();
            Assert.True(found.Damages.Count > 0, $"The flip at byte {at} of pack {pack} was not found.");
            AssertHeals(repository, other, found, point, files, $"byte {at} of pack {pack}");
        }
    }

    [Fact]
    public void Verify_HealedAndCollected_ReportsNothing()
    {
        using var repository = Small(out var point, out var files);
        using var other = repository.Sibling();
        repository.PushTo(other, point);
        foreach (var name in repository.PackNames) repository.Blobs.Damage(name, 170 * 8);
        repository.Reopen();
        repository.Heal(other);
        // The packs with the bad records go: their live rest is moved, then they are deleted.
        for (var day = 0; day < 60; day += 15) repository.Collect(TimeSpan.FromDays(day));
        var after = repository.Verify();
        Assert.Empty(after.Damages);
        Assert.Empty(after.Lost);
        Contents.AssertSame(files, repository.Restore(point));
    }

    [Fact]
    public void Verify_TwoPacksSwapped_NamesBoth()
    {
        using var repository = Small(out var point, out var files);
        using var other = repository.Sibling();
        repository.PushTo(other, point);
        var names = repository.PackNames;
        byte[] first = repository.Bytes(names[0]), second = repository.Bytes(names[1]);
        using var damaged = repository.Clone(blobs =>
        {
            foreach (var name in names.Take(2)) blobs.Delete(name);
            blobs.Create(names[0], second);
            blobs.Create(names[1], first);
        });
        AssertNeverWrong(damaged, point, files, "swapped");
        var found = damaged.Verify();
        Assert.Equal(names.Take(2).Order(), found.Damages.Where(d => d.Pack is not null && d.Level == FoundDamage.Footer).Select(d => BlobNames.Pack(d.Pack!.Value)).Distinct().Order());
        AssertHeals(damaged, other, found, point, files, "swapped");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Verify_PackGone_NamesWhatIsLostAndHeals(bool whileOpen)
    {
        using var repository = Small(out var point, out var files);
        using var other = repository.Sibling();
        repository.PushTo(other, point);
        for (var number = 0; number < 2; number++)
        {
            var name = repository.PackNames[number];
            using var damaged = whileOpen ? repository.Clone() : repository.Clone(blobs => blobs.Delete(name));
            if (whileOpen) damaged.Blobs.Delete(name);
            AssertNeverWrong(damaged, point, files, "gone");
            var found = damaged.Verify();
            Assert.NotEmpty(found.Damages);
            Assert.NotEmpty(found.Lost);
            AssertHeals(damaged, other, found, point, files, $"pack {number} gone");
        }
    }

    [Fact]
    public void Open_FootersDestroyed_RecordsAreFoundByTheirMarkers()
    {
        using var repository = Small(out var point, out var files);
        using var damaged = repository.Clone(blobs =>
        {
            foreach (var name in repository.PackNames) blobs.Truncate(name, (int)blobs.GetLength(name) - 1024);
        });
        Contents.AssertSame(files, damaged.Restore(point));
        var found = damaged.Verify();
        Assert.Equal(repository.PackNames.Count, found.Damages.Count(damage => damage.Level == FoundDamage.Footer));
        Assert.Empty(found.Lost);
        // Without any other copy: the records get packs with a footer.
        damaged.Heal(null, found);
        for (var day = 0; day < 60; day += 15) damaged.Collect(TimeSpan.FromDays(day));
        damaged.Reopen(forgetIndex: true);
        Assert.Empty(damaged.Verify().Damages);
        Contents.AssertSame(files, damaged.Restore(point));
    }

    /// <summary>Every length up to the footer and around the trailer; within the sealed footer, where one is like the other, every seventh.</summary>
    private static IEnumerable<int> Cuts(int length) => Enumerable.Range(0, length).Where(cut => cut < length - 1100 || cut > length - 64 || cut % 7 == 0);

    private static TestRepository Small(out RecoveryPoint point, out SortedDictionary<string, byte[]> files)
    {
        var repository = new TestRepository();
        files = Contents.Random(3, count: 2, length: 40);
        point = repository.BackUp(files);
        return repository;
    }

    private static void AssertNeverWrong(TestRepository damaged, RecoveryPoint point, SortedDictionary<string, byte[]> files, string where)
    {
        try
        {
            Assert.True(Contents.Same(files, damaged.Restore(point)), $"Wrong bytes were restored: {where}.");
        }
        catch (ChunkUnavailableException)
        {
            // Refused, which is right.
        }
    }

    private static void AssertHeals(TestRepository damaged, TestRepository other, VerifyResult found, RecoveryPoint point, SortedDictionary<string, byte[]> files, string where)
    {
        var healed = damaged.Heal(other, found);
        Assert.True(healed.NotHealed.Count == 0, where);
        Assert.True(Contents.Same(files, damaged.Restore(point)), where);
        damaged.Reopen(forgetIndex: true);
        Assert.True(Contents.Same(files, damaged.Restore(point)), where);
        var after = damaged.Verify();
        Assert.True(after.Lost.Count == 0, where);
        // What still lies there is bad garbage that no point needs.
        Assert.DoesNotContain(after.Damages, damage => damage.Level == FoundDamage.PointLevel);
    }
}
