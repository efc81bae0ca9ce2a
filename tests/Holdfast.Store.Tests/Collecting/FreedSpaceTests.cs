using Holdfast.Format.Packs;
using Holdfast.Store.Collecting;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;

namespace Holdfast.Store.Tests.Collecting;

public sealed class FreedSpaceTests
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_PointsThatShare_IsExactlyWhatNothingElseReaches(int seed)
    {
        using var repository = new TestRepository(seed);
        var ids = Enumerable.Range(0, 8).Select(i => repository.BackUp(Contents.Tree(seed * 10 + i), source: i % 3 == 0 ? "51" : "50").Id).ToList();
        var going = ids.Where((_, i) => i % 2 == seed % 2).ToList();
        var before = Reached(repository);
        var (bytes, isExact) = new FreedSpace(repository.Repository, TimeProvider.System, default).Of(going, patience);
        foreach (var id in going) repository.Repository.Points.Delete(repository.Repository.Points.Get(id));
        Assert.Equal((before - Reached(repository), true), (bytes!.Value, isExact));
        Assert.True(bytes > 0);
    }

    [Fact]
    public void Of_PointWithATwin_IsNothing()
    {
        using var repository = new TestRepository();
        var first = repository.BackUp(Contents.Everything());
        repository.BackUp(Contents.Everything(), source: "51");
        Assert.Equal((0, true), new FreedSpace(repository.Repository, TimeProvider.System, default).Of([first.Id], patience));
    }

    [Fact]
    public void Of_NoTimeAtAll_SaysThatItDoesNotKnow()
    {
        using var repository = new TestRepository();
        var first = repository.BackUp(Contents.Everything());
        repository.BackUp(Contents.Tree(5));
        Assert.Equal((null, false), new FreedSpace(repository.Repository, TimeProvider.System, default).Of([first.Id], TimeSpan.FromTicks(-1)));
    }

    private static long Reached(TestRepository repository)
    {
        var marks = new Marker(repository.Repository, CancellationToken.None).Run();
        return repository.Blobs.List(BlobNames.Packs).Sum(blob => BlobNames.ReadPack(blob.Name) is { } pack ? marks.LiveBytes(pack) : 0);
    }
}
