using Dapper;
using Holdfast.Protection.Retention;
using Holdfast.Server.Catalog;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Catalog;

/// <summary>Groups, alerts, the clock, and what all tables rely on.</summary>
public sealed class OtherTableTests(PostgresCluster cluster)
{
    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Groups_NamesInOtherCase_AreTheSame(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var group = new GroupRow
        {
            Id = "1", Name = "Büro", Policy = GroupRow.OldPolicy(20, online: true, 30), OnlineRetentionDays = 30, Suspended = true, ExcludeGlobs = "[\"*.tmp\"]", ExcludeExtensions = "[\".bak\"]",
        };
        test.Catalog.Groups.Save(group);
        var found = test.Catalog.Groups.ByName("BÜRO")!;
        Assert.Equal(("1", "Büro", 20, true, 30, true), (found.Id, found.Name, found.RetentionDays, found.Online, found.OnlineGoal.DailyDays, found.Suspended));
        Assert.Equal((group.ExcludeGlobs, group.ExcludeExtensions), (found.ExcludeGlobs, found.ExcludeExtensions));
        test.Catalog.Groups.Save(group with { Name = "Zentrale", Suspended = false, Policy = GroupRow.OldPolicy(20, online: false, 30) });
        Assert.Null(test.Catalog.Groups.ByName("büro"));
        Assert.True(test.Catalog.Groups.ById("1") is { Name: "Zentrale", Online: false, Suspended: false });
        test.Catalog.Groups.Delete("1");
        Assert.Empty(test.Catalog.Groups.All());
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Alerts_SameCauseTwice_IsOneUntilItIsResolved(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var alerts = test.Catalog.Alerts;
        var alert = new AlertRow { Id = "1", Severity = "critical", Code = 3106, Subject = "s", Message = "first", Remedy = "do", Created = 1, LastSeen = 1 };
        alerts.Raise(alert, null);
        alerts.Raise(alert with { Id = "2", Message = "second", LastSeen = 2 }, null);
        Assert.True(Assert.Single(alerts.List(includeResolved: true)) is { Id: "1", Message: "second", LastSeen: 2, Resolved: null });
        Assert.True(alerts.HasActive(3106, "s"));
        alerts.Resolve("a.code = @code AND a.subject = @subject", new { code = 3106, subject = "s" }, 3, null);
        Assert.Empty(alerts.List(includeResolved: false));
        alerts.Raise(alert with { Id = "3", Created = 4 }, null);
        alerts.Resolve("a.id = @id", new { id = "3" }, 9, null);
        alerts.DeleteResolvedBefore(5);
        Assert.Equal("3", Assert.Single(alerts.List(includeResolved: true)).Id);
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Alerts_AboutAnAgent_AreThoseOfItsServerAndOfTheGroupsThatProtectIt(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        foreach (var id in (string[])["g1", "g2", "g3"]) test.Catalog.Groups.Save(new GroupRow { Id = id, Name = "Group " + id, OnlineRetentionDays = 30 });
        test.Catalog.Sources.Save(new SourceRow { Id = "s1", Name = "a", Server = "Alpha", Path = "/a", GroupId = "g1" });
        test.Catalog.Sources.Save(new SourceRow { Id = "s2", Name = "b", Server = "Alpha", Path = "/b", GroupId = "g2" });
        test.Catalog.Sources.Save(new SourceRow { Id = "s3", Name = "c", Server = "Beta", Path = "/c", GroupId = "g3" });
        test.Database.Write((connection, transaction) =>
            AgentTable.Enroll(connection, transaction, new AgentRow { Id = "agent", Name = "Alpha", Version = "1.0", OperatingSystem = "os", Throttle = "" }, new IssuedRow("00", 1, 2)));
        var alert = new AlertRow { Id = "1", Severity = "critical", Code = 3122, Subject = "agent", Message = "away", Remedy = "do", Created = 1, LastSeen = 1 };
        test.Catalog.Alerts.Raise(alert, null);
        test.Catalog.Alerts.Raise(alert with { Id = "2", Subject = "s3" }, null);
        test.Catalog.Alerts.Raise(alert with { Id = "3", Subject = "pool" }, null);
        Assert.Equal("321", Found(new AlertFilter()));
        Assert.Equal("1", Found(new AlertFilter { Id = "1" }));
        Assert.Equal("1", Found(new AlertFilter { Server = "Alpha" }));
        Assert.Equal("1", Found(new AlertFilter { GroupId = "g1" }));
        Assert.Equal("1", Found(new AlertFilter { GroupId = "g2" }));
        Assert.Equal("2", Found(new AlertFilter { GroupId = "g3" }));
        Assert.Equal("1", Found(new AlertFilter { ScopeServers = ["alpha"], ScopeGroups = [] }));
        Assert.Equal("21", Found(new AlertFilter { ScopeServers = [], ScopeGroups = ["g2", "g3"] }));
        Assert.Equal(("Alpha", "g1", "Group g1"), test.Catalog.Alerts.ById("1") is { } row ? (row.Server, row.GroupId, row.GroupName) : default);

        string Found(AlertFilter filter) => string.Concat(test.Catalog.Alerts.List(filter).OrderByDescending(row => row.Id).Select(row => row.Id));
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Clock_SavedTwice_IsTheLast(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        Assert.Null(test.Catalog.Clock.Load());
        var clock = new TrustedClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(7), new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        test.Catalog.Clock.Save(new TrustedClock(DateTimeOffset.UnixEpoch));
        test.Catalog.Clock.Save(clock);
        Assert.Equal(clock, test.Catalog.Clock.Load());
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Write_Throws_LeavesNothing(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        Assert.Throws<InvalidOperationException>(() => test.Database.Write((connection, transaction) =>
        {
            connection.Execute("INSERT INTO high_water_clock (id, highest, doubtful) VALUES (1, 2, NULL)", transaction: transaction);
            throw new InvalidOperationException();
        }));
        Assert.Null(test.Catalog.Clock.Load());
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Flags_HandedOverAsBool_AreKeptAsZeroAndOne(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        test.Database.Write("INSERT INTO protection_groups (id, name, name_key, retention_days, online, online_retention_days) VALUES ('1', 'a', 'A', 1, @Flag, 1)", new { Flag = true });
        test.Database.Write("INSERT INTO protection_groups (id, name, name_key, retention_days, online, online_retention_days) VALUES ('2', 'b', 'B', 1, @Flag, 1)", new { Flag = false });
        Assert.Equal([1, 0], test.Database.Read(connection => connection.Query<int>("SELECT online FROM protection_groups ORDER BY id").AsList()));
        Assert.Equal([true, false], test.Catalog.Groups.All().Select(group => group.Online));
        Assert.Equal(1, test.Database.Read(connection => connection.ExecuteScalar<int>("SELECT COUNT(*) FROM protection_groups WHERE online = @Flag", new { Flag = true })));
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Write_ManyThreads_NoneFindsItLocked(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        Parallel.For(0, 200, i =>
        {
            test.Catalog.Jobs.Save(new JobRow { Id = $"{i % 20}", Type = "recovery", State = "queued", Items = i }, []);
            _ = test.Catalog.Jobs.Page(new JobFilter(), null, 100);
        });
        Assert.Equal(20, test.Catalog.Jobs.InState("queued").Count);
    }
}
