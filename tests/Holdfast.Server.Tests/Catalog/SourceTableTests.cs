using Holdfast.Server.Catalog;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Catalog;

public sealed class SourceTableTests(PostgresCluster cluster)
{
    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Save_EveryMember_ComesBack(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var source = new SourceRow
        {
            Id = "1", Name = "näme \"x\"", Server = "ALPHA", Path = "/srv/ünïcode", GroupId = "g", Online = true, ExcludeGlobs = "[\"*.tmp\"]", ExcludeExtensions = "[\".bak\"]",
            CrossMountPoints = true, ReplicaState = ReplicaStates.Ok,
        };
        test.Catalog.Sources.Save(source);
        Assert.Equal(source, test.Catalog.Sources.ById("1"));
        var changed = source with { GroupId = null, Online = false, CrossMountPoints = false, Name = "other" };
        test.Catalog.Sources.Save(changed);
        Assert.Equal(changed, test.Catalog.Sources.ByPath("ALPHA", "/srv/ünïcode"));
        Assert.Equal([changed], test.Catalog.Sources.Matching("other"));
        Assert.Empty(test.Catalog.Sources.OfGroup("g"));
        test.Catalog.Sources.SetReplicaState("1", ReplicaStates.Inconsistent);
        Assert.Equal(ReplicaStates.Inconsistent, test.Catalog.Sources.ById("1")!.ReplicaState);
        test.Catalog.Sources.Delete("1");
        Assert.Empty(test.Catalog.Sources.All());
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Page_SeveralServers_GoesThroughAllInOrderOnce(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        for (var i = 0; i < 25; i++) test.Catalog.Sources.Save(new SourceRow { Id = $"{i * 7 % 25}", Name = "n", Server = $"server{i % 3}", Path = $"/p{i:d2}" });
        var paged = new List<SourceRow>();
        while (test.Catalog.Sources.Page(paged.LastOrDefault(), new SourceFilter(false), 4) is { Count: > 0 } page) paged.AddRange(page);
        Assert.Equal(25, paged.Count);
        Assert.Equal(test.Catalog.Sources.All(), paged);
    }
}
