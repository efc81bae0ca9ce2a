using Holdfast.Protection.Cloud;
using Holdfast.Server.Catalog;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Catalog;

/// <summary>Schedules, the contact with the vault, and usage.</summary>
public sealed class PolicyTableTests(PostgresCluster cluster)
{
    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Claim_ByTwo_OnlyOneGetsIt(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var schedules = test.Catalog.Schedules;
        schedules.Plan("g", "synchronization", 5);
        schedules.Plan("g", "recoveryPoint", 7);
        Assert.True(schedules.Claim("g", "synchronization", 5, 6, now: 5, ScheduledWork.None with { Result = "queued" }));
        Assert.False(schedules.Claim("g", "synchronization", 5, 6, now: 5));
        schedules.Plan("g", "synchronization", null);
        Assert.Equal(new ScheduleRow { GroupId = "g", Kind = "synchronization", Due = null, LastRun = 5, LastResult = "queued" }, schedules.OfGroup("g")[1]);
        var waiting = new WaitingRun { SourceId = "s", Kind = "recoveryPoint", Since = 1 };
        Assert.True(schedules.Claim("g", "recoveryPoint", 7, 8, now: 7, new ScheduledWork([], [waiting])));
        Assert.True(schedules.Claim("g", "recoveryPoint", 8, 9, now: 8, new ScheduledWork([new JobRow { Id = "j1", State = "queued" }], [waiting with { Since = 2 }], "done")));
        Assert.False(schedules.Claim("g", "recoveryPoint", 8, 9, now: 8, new ScheduledWork([new JobRow { Id = "j2", State = "queued" }], [], "not done")));
        Assert.Equal("done", schedules.OfGroup("g")[0].LastResult);
        Assert.Equal(waiting, Assert.Single(schedules.Awaited()));
        Assert.True(schedules.TakeAwaited("s", "recoveryPoint", new ScheduledWork([new JobRow { Id = "j3", State = "queued" }], [])));
        Assert.False(schedules.TakeAwaited("s", "recoveryPoint", new ScheduledWork([new JobRow { Id = "j4", State = "queued" }], [])));
        Assert.Equal(["j1", "j3"], test.Catalog.Jobs.InState("queued").Select(job => job.Id));
        schedules.DeleteGroup("g");
        Assert.Empty(schedules.All());
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Contact_SavedTwice_IsTheLast(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        Assert.Null(test.Catalog.Contact.Load());
        var contact = new ContactRow("v", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(7), Enum.GetValues<SubscriptionState>()[^1], 3);
        test.Catalog.Contact.Save(contact with { VaultId = "other", PointsDeleted = 0 });
        test.Catalog.Contact.Save(contact);
        Assert.Equal(contact, test.Catalog.Contact.Load());
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Usage_SampledTwiceADay_KeepsTheLargerAndRepeats(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        var (first, second) = (new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2));
        test.Catalog.Sources.Save(new SourceRow { Id = "s", Name = "n", Server = "A", Path = "/p", GroupId = "g" });
        test.Catalog.Points.Add(new PointRow { Id = "1", SourceId = "s", Created = 1, Bytes = 9, Disk = true });
        test.Catalog.Points.Add(new PointRow { Id = "2", SourceId = "s", Created = 2, Bytes = 1L << 40, Disk = true });
        Assert.Equal([("A", 1L << 40)], test.Catalog.Usage.ProtectedNow());
        Assert.Null(test.Catalog.Usage.LastDay());
        test.Catalog.Usage.Add(first, [("A", 5)], 7);
        test.Catalog.Usage.Add(first, [("A", 3), ("B", 4)], null);
        test.Catalog.Usage.Repeat(first, second);
        test.Catalog.Usage.Repeat(first, second);
        Assert.Equal(second, test.Catalog.Usage.LastDay());
        Assert.Equal([(1, "A", 5L), (1, "B", 4L), (2, "A", 5L), (2, "B", 4L)], test.Catalog.Usage.Instances(first).Select(sample => (sample.Day.Day, sample.Server, sample.FrontEndBytes)));
        Assert.Equal(2, test.Catalog.Usage.Storage(first).Count);
        test.Catalog.Usage.DeleteBefore(second);
        Assert.Single(test.Catalog.Usage.Storage(first));
    }
}
