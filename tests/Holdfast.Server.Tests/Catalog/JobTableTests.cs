using Holdfast.Contracts.Api;
using Holdfast.Server.Catalog;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Catalog;

public sealed class JobTableTests(PostgresCluster cluster)
{
    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Save_EveryMember_ComesBackAndErrorsAreReplaced(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        test.Catalog.Sources.Save(new SourceRow { Id = "s", Name = "name", Server = "A", Path = "/p" });
        var job = new JobRow
        {
            Id = "1", Type = JobTypes.RecoveryPoint, State = JobStates.Running, SourceId = "s", Server = "A", Origin = "schedule", ScheduledFor = 3, RecoveryPoint = "p",
            Arguments = "{\"online\":true}", Created = 4, Started = 5, Ended = 6, Items = 7, ItemsFailed = 8, ItemsTotal = 9, BytesRead = 10, BytesTotal = 11, BytesChanged = 12,
            BytesStored = 13, BytesSent = 14, BytesDeduplicated = 15, DurationMs = 16, CpuMs = 17, Verification = "{}", Collection = "{}", Checkpoint = "{}", Attempt = 2, ReadFrom = "B",
        };
        test.Catalog.Sources.SetCopies("s", ["B"]);
        test.Catalog.Jobs.Save(job, [Error("1", 0, "first"), Error("1", 1, "second")]);
        Assert.Equal(job with { SourceName = "name", SourcePath = "/p", SourceCopies = "[\"B\"]" }, test.Catalog.Jobs.ById("1"));
        test.Catalog.Jobs.Save(job with { State = JobStates.Failed }, [Error("1", 0, "other")]);
        Assert.Equal("other", Assert.Single(test.Catalog.Jobs.Errors("1")).Message);
        Assert.Equal(JobStates.Failed, test.Catalog.Jobs.ById("1")!.State);
        test.Catalog.Jobs.SaveCheckpoint("1", "{\"a\":1}");
        test.Catalog.Jobs.SetRecoveryPoint("1", "q");
        Assert.Equal(("{\"a\":1}", "q"), (test.Catalog.Jobs.ById("1")!.Checkpoint, test.Catalog.Jobs.ById("1")!.RecoveryPoint));
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void Page_EachFilter_FindsWhatItNames(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        test.Catalog.Sources.Save(new SourceRow { Id = "s", Name = "Ledger", Server = "A", Path = "/srv/books", GroupId = "g" });
        for (var i = 0; i < 10; i++)
            test.Catalog.Jobs.Save(
                new JobRow
                {
                    Id = $"{i}", Type = i % 2 == 0 ? JobTypes.Recovery : JobTypes.Collection, State = i == 3 ? JobStates.Failed : JobStates.Succeeded,
                    SourceId = i < 5 ? "s" : null, Server = i < 5 ? "A" : null, Created = i / 2,
                },
                i == 7 ? [Error("7", 0, "50% of_it \\ is LOST")] : []);
        Assert.Equal("9876543210", Found(new JobFilter()));
        Assert.Equal("3", Found(new JobFilter(State: JobStates.Failed)));
        Assert.Equal("86420", Found(new JobFilter(Type: JobTypes.Recovery)));
        Assert.Equal("43210", Found(new JobFilter(SourceId: "s")));
        Assert.Equal("43210", Found(new JobFilter(Server: "A")));
        Assert.Equal("43210", Found(new JobFilter(GroupId: "g")));
        Assert.Equal("43210", Found(new JobFilter(Text: "LEDG")));
        Assert.Equal("43210", Found(new JobFilter(Text: "/BOOKS")));
        Assert.Equal("7", Found(new JobFilter(Text: "50% of_it \\ is lost")));
        Assert.Equal("", Found(new JobFilter(Text: "50%it")));
        Assert.Equal("98765432", Found(new JobFilter(From: 1)));
        Assert.Equal("3210", Found(new JobFilter(To: 1)));
        Assert.Equal("420", Found(new JobFilter(Type: JobTypes.Recovery, Server: "A", To: 2)));
        Assert.Equal("6", Found(new JobFilter(Type: JobTypes.Recovery), before: "8", limit: 1));
        Assert.Equal("543210", Found(new JobFilter(), before: "6"));

        string Found(JobFilter filter, string? before = null, int limit = 100) =>
            string.Concat(test.Catalog.Jobs.Page(filter, before is null ? null : test.Catalog.Jobs.ById(before), limit).Select(job => job.Id));
    }

    [Theory]
    [MemberData(nameof(TestCatalog.Kinds), MemberType = typeof(TestCatalog))]
    public void DeleteEndedBefore_OldJobs_GoWithTheirErrors(CatalogKind kind)
    {
        using var test = TestCatalog.Open(kind, cluster);
        test.Catalog.Jobs.Save(new JobRow { Id = "old", Type = JobTypes.Recovery, State = JobStates.Failed, Ended = 5 }, [Error("old", 0, "x")]);
        test.Catalog.Jobs.Save(new JobRow { Id = "new", Type = JobTypes.Recovery, State = JobStates.Failed, Ended = 9 }, [Error("new", 0, "x"), Error("new", 1, "y")]);
        test.Catalog.Jobs.Save(new JobRow { Id = "live", Type = JobTypes.Recovery, State = JobStates.Queued }, []);
        test.Catalog.Jobs.DeleteEndedBefore(9);
        Assert.Equal(["new"], test.Catalog.Jobs.Errors(["old", "new", "live"], 1).Select(job => job.Key));
        Assert.Single(test.Catalog.Jobs.Errors(["new"], 1)["new"]);
        Assert.Empty(test.Catalog.Jobs.Errors([], 1));
        Assert.Null(test.Catalog.Jobs.ById("old"));
        Assert.Equal("live", Assert.Single(test.Catalog.Jobs.InState(JobStates.Queued)).Id);
        test.Catalog.Clear();
        Assert.Equal("live", Assert.Single(test.Catalog.Jobs.Page(new JobFilter(), null, 10)).Id);
    }

    private static JobErrorRow Error(string jobId, int position, string message) => new() { JobId = jobId, Position = position, Code = 31, Message = message, Remedy = "do", Item = "i" };
}
