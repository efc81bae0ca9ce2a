using Holdfast.Server.Catalog;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Catalog;

public sealed class PointTableTests(PostgresCluster cluster)
{
    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Add_OnDiskThenOnline_IsOnePointInBothPlaces(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var points = test.Catalog.Points;
        points.Add(Point("p", 5, disk: true) with { Items = long.MaxValue, ItemsFailed = 3, Bytes = 1L << 50 });
        points.Add(Point("p", 5, online: true));
        var row = Assert.Single(points.All());
        Assert.Equal((true, true, false, false, long.MaxValue, 3L, 1L << 50), (row.Disk, row.Online, row.MissingDisk, row.MissingOnline, row.Items, row.ItemsFailed, row.Bytes));
        Assert.Equal(1, points.Count());

        points.MarkMissing("p", online: false);
        Assert.True(points.ById("p") is { Disk: false, MissingDisk: true, Online: true });
        points.Remove("p", online: true);
        Assert.True(points.ById("p") is { Online: false, MissingDisk: true });
        Assert.Equal(0, points.Count());
        points.ForgetMissing();
        Assert.Empty(points.OfSource("s"));
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void SummariesOf_SeveralSources_CountsAndNamesTheNewestOfEachPlace(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        foreach (var id in (string[])["s", "t", "empty"]) test.Catalog.Sources.Save(new SourceRow { Id = id, Name = id, Server = "A", Path = "/" + id, GroupId = "g" });
        test.Catalog.Points.Add(Point("old", 1, disk: true, online: true));
        test.Catalog.Points.Add(Point("new", 9, disk: true));
        test.Catalog.Points.Add(Point("middle", 5, online: true));
        test.Catalog.Points.Add(Point("other", 7, disk: true) with { SourceId = "t" });

        var summaries = test.Catalog.Points.SummariesOf(["s", "t", "empty", "unknown"]);
        Assert.Equal(
            new PointSummary { SourceId = "s", OnDisk = 2, Online = 2, FirstOnDiskCreated = 1, LastOnDisk = "new", LastOnDiskCreated = 9, LastOnline = "middle", LastOnlineCreated = 5 }, summaries["s"]);
        Assert.Equal(("other", null, 1L, 0L), (summaries["t"].LastOnDisk, summaries["t"].LastOnline, summaries["t"].OnDisk, summaries["t"].Online));
        Assert.Equal(PointSummary.None with { SourceId = "empty" }, summaries["empty"]);
        Assert.Equal(3, summaries.Count);
        Assert.Equal(["old", "middle", "new"], test.Catalog.Points.OfSource("s").Select(point => point.Id));
        Assert.Equal(("s", "/s", "A", "g"), (test.Catalog.Points.ById("old")!.SourceName, test.Catalog.Points.ById("old")!.SourcePath, test.Catalog.Points.ById("old")!.Server, test.Catalog.Points.ById("old")!.GroupId));
    }

    private static PointRow Point(string id, long created, bool disk = false, bool online = false) => new() { Id = id, SourceId = "s", Created = created, Disk = disk, Online = online };
}
