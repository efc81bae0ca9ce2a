using Dapper;
using Holdfast.Server.Catalog;
using Holdfast.Server.Changes;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Catalog;

/// <summary>The tables and questions behind overview, map, and lists, on both databases.</summary>
public sealed class InsightTableTests(PostgresCluster cluster)
{
    private static readonly DateTimeOffset noon = new(2026, 5, 6, 12, 30, 0, TimeSpan.Zero);

    private static readonly int day = SourceDayTable.DayOf(CatalogTime.From(noon));

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void SourceDays_PointsJobsAndSchedules_AreOneRowADay(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        test.Catalog.Sources.Save(Source("s1", "g", protectedSince: 0));
        test.Catalog.Sources.Save(Source("s2", "g", protectedSince: CatalogTime.From(noon.AddHours(2))));
        test.Catalog.SourceDays.Due("g", [CatalogTime.From(noon), CatalogTime.From(noon.AddHours(1)), CatalogTime.From(noon.AddDays(1))]);
        test.Catalog.Points.Add([Point("p1", "s1", noon), Point("p2", "s1", noon.AddHours(3))]);
        test.Catalog.Points.Add(Point("p1", "s1", noon) with { Disk = false, Online = true });
        test.Catalog.SourceDays.Ended("s1", CatalogTime.From(noon.AddHours(-2)), hasFailed: true, bytesStored: 5);
        test.Catalog.SourceDays.Ended("s1", CatalogTime.From(noon.AddHours(3)), hasFailed: false, bytesStored: 7);

        var rows = test.Catalog.SourceDays.Of(["s1", "s2"], day - 1, day + 1);
        Assert.Equal(
            new SourceDayRow { SourceId = "s1", Day = day, DueHours = 1 << 12 | 1 << 13, DiskHours = 1 << 12 | 1 << 15, VaultHours = 1 << 12, FailedHours = 1 << 10, BytesStored = 12 },
            rows["s1"].Single(row => row.Day == day));
        // It was no member yet.
        Assert.Equal([day + 1], rows["s2"].Select(row => row.Day));
        Assert.Equal(2, test.Catalog.SourceDays.OfAll(day, day + 1)["s1"].Count());
        Assert.Equal(12, test.Catalog.SourceDays.BytesStored(["s1"])["s1"]);

        // Retention has removed everything: the day is what it was.
        foreach (var (id, online) in ((string, bool)[])[("p1", false), ("p1", true), ("p2", false)]) test.Catalog.Points.Remove(id, online);
        Assert.Equal(0, test.Catalog.Points.Count());
        Assert.Equal(1 << 12 | 1 << 15, test.Catalog.SourceDays.Of(["s1"], day, day)["s1"].Single().DiskHours);
        test.Catalog.SourceDays.DeleteBefore(day + 1);
        Assert.Empty(test.Catalog.SourceDays.Of(["s1"], day, day)["s1"]);
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Migration_CatalogWithPointsAndJobs_FillsTheDays(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        test.Catalog.Points.Add([Point("p1", "s1", noon), Point("p2", "s1", noon.AddMinutes(10)), Point("p3", "s1", noon.AddHours(1)) with { Online = true }]);
        test.Catalog.Jobs.Save(Job("j1", "failed", noon.AddHours(4)));
        test.Catalog.Jobs.Save(Job("j2", "succeeded", noon.AddDays(1)) with { BytesStored = 9 });
        test.Database.Write((connection, transaction) =>
        {
            connection.Execute("DELETE FROM source_days", transaction: transaction);
            foreach (var statement in Script("0021_source_days").Split(';').Where(part => part.Contains("INSERT INTO", StringComparison.Ordinal)))
                connection.Execute(statement, transaction: transaction);
        });
        var rows = test.Catalog.SourceDays.Of(["s1"], day, day + 1)["s1"].OrderBy(row => row.Day).ToList();
        Assert.Equal(new SourceDayRow { SourceId = "s1", Day = day, DiskHours = 1 << 12 | 1 << 13, VaultHours = 1 << 13, FailedHours = 1 << 16 }, rows[0]);
        Assert.Equal(new SourceDayRow { SourceId = "s1", Day = day + 1, BytesStored = 9 }, rows[1]);
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void PoolDays_SeveralSamplesADay_KeepTheFullest(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var today = new DateOnly(2026, 5, 6);
        test.Catalog.PoolDays.Add(new PoolDayRow(today, 400, 1000, 5000));
        test.Catalog.PoolDays.Add(new PoolDayRow(today, 300, 2000, 4000));
        test.Catalog.PoolDays.Add(new PoolDayRow(today.AddDays(-1), 200, 1000, 3000));
        Assert.Equal([new PoolDayRow(today.AddDays(-1), 200, 1000, 3000), new PoolDayRow(today, 400, 2000, 4000)], test.Catalog.PoolDays.Since(today.AddDays(-1)));
        test.Catalog.PoolDays.DeleteBefore(today);
        Assert.Single(test.Catalog.PoolDays.Since(DateOnly.MinValue));
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Standings_PointsInBothPlaces_TellTheNewest(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        test.Catalog.Sources.Save(Source("s1", "g"));
        test.Catalog.Sources.Save(Source("s2", null));
        test.Catalog.Points.Add([Point("p1", "s1", noon) with { Bytes = 10 }, Point("p2", "s1", noon.AddHours(1)) with { Bytes = 20 }, Point("p3", "s1", noon.AddHours(2)) with { Disk = false, Online = true }]);
        var rows = test.Catalog.Standings.All();
        Assert.Equal(["s1", "s2"], rows.Select(row => row.Id));
        Assert.Equal(CatalogTime.From(noon.AddHours(2)), rows[0].Newest);
        Assert.Null(rows[1].Newest);
        Assert.Equal((20L, 2), Assert.Single(test.Catalog.Standings.OnDisk()).Value);
        Assert.Equal("s2", Assert.Single(test.Catalog.Sources.ByIds(["s2", "none"])).Id);
        Assert.Null(test.Catalog.Standings.LastCollection());
        test.Catalog.Jobs.Save(Job("j1", "succeeded", noon) with { RecoveryPoint = "p2", BytesChanged = 7 });
        Assert.Equal((20, 7), Assert.Single(test.Catalog.Standings.Samples(10)) is var sample ? (sample.SourceBytes, sample.BytesChanged) : default);
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Band_MoreThanCanBeShown_AreOneAGroupTypeAndTime(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        test.Catalog.Sources.Save(Source("s1", "g"));
        test.Catalog.Sources.Save(Source("s2", "other"));
        for (var i = 0; i < 6; i++) test.Catalog.Jobs.Save(Job($"j{i}", i == 3 ? "failed" : "succeeded", noon.AddMinutes(i)) with { ScheduledFor = CatalogTime.From(noon) });
        test.Catalog.Jobs.Save(Job("k", "succeeded", noon) with { SourceId = "s2" });
        test.Catalog.Jobs.Save(Job("old", "succeeded", noon.AddDays(-2)));
        var since = CatalogTime.From(noon.AddDays(-1));
        Assert.Equal(7, test.Catalog.Band.EndedSince(since, null, null, 7).Count);
        var merged = test.Catalog.Band.EndedSince(since, null, null, 6);
        Assert.Equal([(6L, 3), (1L, 0)], merged.OrderByDescending(row => row.Count).Select(row => (row.Count, row.Result)));
        Assert.Equal(CatalogTime.From(noon.AddMinutes(5)), merged.Single(row => row.GroupId == "g").End);
        Assert.Equal("k", Assert.Single(test.Catalog.Band.EndedSince(since, ["nobody"], ["other"], 6)).Id);
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Changes_EveryTable_TouchesItsTopic(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var catalog = test.Catalog;
        void Touches(ChangeTopic topic, Action write)
        {
            var before = catalog.Changes.Count(topic);
            write();
            Assert.True(catalog.Changes.Count(topic) > before, $"{topic} was not touched.");
        }

        Touches(ChangeTopic.Sources, () => catalog.Sources.Save(Source("s1", "g")));
        Touches(ChangeTopic.Sources, () => catalog.Sources.SetReplicaState("s1", ReplicaStates.Inconsistent));
        Touches(ChangeTopic.Groups, () => catalog.Groups.Save(new GroupRow { Id = "g", Name = "G" }));
        Touches(ChangeTopic.Points, () => catalog.Points.Add(Point("p1", "s1", noon)));
        Touches(ChangeTopic.Points, () => catalog.Points.Remove("p1", online: false));
        Touches(ChangeTopic.Jobs, () => catalog.Jobs.Save(Job("j1", "queued", null)));
        Touches(ChangeTopic.Groups, () => catalog.Groups.Delete("g"));
        Touches(ChangeTopic.Jobs, catalog.Clear);
        var stamp = catalog.Changes.Now.Stamp;
        catalog.Sources.SetReplicaState("nothing of the kind", ReplicaStates.Ok);
        catalog.Standings.All();
        Assert.Equal(stamp, catalog.Changes.Now.Stamp);
    }

    private static SourceRow Source(string id, string? group, long protectedSince = 0) => new()
    {
        Id = id, Name = "name " + id, Server = "alpha", Path = "/srv/" + id, GroupId = group, ReplicaState = ReplicaStates.Ok, ProtectedSince = protectedSince,
    };

    private static PointRow Point(string id, string source, DateTimeOffset created) => new() { Id = id, SourceId = source, Created = CatalogTime.From(created), Disk = true };

    private static JobRow Job(string id, string state, DateTimeOffset? ended) => new()
    {
        Id = id, Type = "recoveryPoint", State = state, SourceId = "s1", Origin = "schedule", Created = CatalogTime.From((ended ?? noon).AddMinutes(-1)), Ended = ended is { } time ? CatalogTime.From(time) : null,
    };

    private static string Script(string name)
    {
        var resource = CatalogMigrations.Scripts.Single(script => script.Contains(name, StringComparison.Ordinal));
        using var reader = new StreamReader(typeof(CatalogMigrations).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
