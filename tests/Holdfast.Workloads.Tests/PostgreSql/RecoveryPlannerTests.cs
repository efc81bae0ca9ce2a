using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql;
using Holdfast.Workloads.PostgreSql.Planning;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.Tests.PostgreSql;

public sealed class RecoveryPlannerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Plan_Moment_TakesTheNewestPointBeforeItAndTheLogFromThere()
    {
        var plan = Plan(At(Noon.AddMinutes(90)), [Point("a", 0, 2), Point("b", 60, 5), Point("c", 120, 8)], Log(1, 10, covered: 180));

        Assert.Equal("b", plan.Parts[0].Point);
        Assert.Empty(plan.Parts[0].Paths);
        Assert.Null(plan.Parts[1].Point);
        Assert.Equal(Enumerable.Range(5, 6).Select(Name), plan.Parts[1].Paths);
        Assert.Equal(Noon.AddMinutes(90), plan.Reaches);
        Assert.Contains(plan.Steps, step => step.Contains("2026-03-01 13:30:00", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_Latest_ReachesWhatIsCovered() =>
        Assert.Equal(Noon.AddMinutes(180), Plan(At(null) with { Latest = true }, [Point("a", 0, 2)], Log(1, 10, covered: 180)).Reaches);

    [Fact]
    public void Plan_PointAlone_NeedsNoLog()
    {
        var plan = Plan(At(null) with { Point = "a" }, [Point("a", 0, 2), Point("b", 60, 5)], null);
        Assert.Equal("a", Assert.Single(plan.Parts).Point);
        Assert.Equal(Noon, plan.Reaches);
    }

    [Fact]
    public void Plan_SecondInWhichAPointEnded_IsThePoint()
    {
        var ended = Point("b", Noon.AddMinutes(60).AddMilliseconds(300), 5);
        var plan = Plan(At(Noon.AddMinutes(60)), [Point("a", 0, 2), ended], Log(1, 10, covered: 180));
        Assert.Equal("b", plan.Parts[0].Point);
        Assert.Equal(ended.Document.Consistent, plan.Reaches);
    }

    [Fact]
    public void Plan_MomentNamedExactlyBeforeAPointEnded_HoldsNothingLater()
    {
        var moment = Noon.AddMinutes(60).AddMilliseconds(-300);
        var plan = Plan(At(moment), [Point("a", 0, 2), Point("b", 60, 5)], Log(1, 10, covered: 180));
        Assert.Equal("a", plan.Parts[0].Point);
        Assert.Equal(moment, plan.Reaches);
        // Nothing else leads there: no log, one that begins later, one that is not kept so far.
        foreach (var log in (LogState?[])[null, Log(4, 10, covered: 180), Log(1, 4, covered: 30)])
        {
            var stand = Plan(At(moment), [Point("a", 0, 2), Point("b", 60, 5)], log);
            Assert.Equal("b", stand.Parts[0].Point);
            Assert.Equal(Noon.AddMinutes(60), stand.Reaches);
        }
    }

    [Theory]
    [InlineData(-10, 1, 10, 180, "earliest point")]
    [InlineData(200, 1, 10, 180, "kept up to 2026-03-01 15:00:00")]
    [InlineData(30, 4, 10, 180, "begins later")]
    [InlineData(30, 0, 0, 180, "no log is kept")]
    public void Plan_MomentOutOfReach_SaysWhatCanBeReached(int minutes, int first, int last, int covered, string why)
    {
        var refused = Assert.Throws<WorkloadException>(() => Plan(At(Noon.AddMinutes(minutes)), [Point("a", 0, 2)], last == 0 ? null : Log(first, last, covered)));
        Assert.Equal(WorkloadFault.NotRecoverable, refused.Fault);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_GapInTheLog_IsNotCrossed()
    {
        var log = Log(1, 10, 180);
        var gap = log with { Segments = [.. log.Segments.Where(segment => segment.Name != Name(6))] };
        Assert.Contains("gap at 0/6000000", Assert.Throws<WorkloadException>(() => Plan(At(Noon.AddMinutes(30)), [Point("a", 0, 2)], gap)).Message, StringComparison.Ordinal);
        // A later point begins after it.
        Assert.Equal("b", Plan(At(Noon.AddMinutes(90)), [Point("a", 0, 2), Point("b", 60, 7)], gap).Parts[0].Point);
    }

    [Fact]
    public void Plan_OlderPointNamed_IsTaken() =>
        Assert.Equal("a", Plan(At(Noon.AddMinutes(90)) with { Point = "a" }, [Point("a", 0, 2), Point("b", 60, 5)], Log(1, 10, 180)).Parts[0].Point);

    [Fact]
    public void Plan_ItemsOrInstance_AreRefused()
    {
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => Plan(At(null) with { Items = ["public.t"] }, [Point("a", 0, 2)], null)).Fault);
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => Plan(At(null) with { Destination = RecoveryDestination.Instance }, [Point("a", 0, 2)], null)).Fault);
    }

    private static RecoveryPlan Plan(RecoveryAsk ask, PointDocument[] points, LogState? log) => new PostgreSqlWorkload().Plan(ask, points, log);

    private static RecoveryAsk At(DateTimeOffset? time) => new(RecoveryDestination.Folder, null, time, false, null, null, "/copy", false, false, []);

    private static PointDocument Point(string id, int minute, int segment) => Point(id, Noon.AddMinutes(minute), segment);

    private static PointDocument Point(string id, DateTimeOffset consistent, int segment)
    {
        var state = new ClusterState(1, "7", "15.1", 15, 1, 16 << 20, true, false, Noon, 0, [], new Dictionary<string, string>(), null);
        var document = new BackupDocument("postgresql", BackupType.Full, null, ConsistencyGuarantee.Application, consistent, $"0/{segment}000028", $"0/{segment}000100", state.Write());
        return new PointDocument(id, document.Consistent, document);
    }

    private static LogState Log(int first, int last, int covered) =>
        new([.. Enumerable.Range(first, last - first + 1).Select(i => new LogSegment(Name(i), 16 << 20, Noon))], new Lsn((ulong)first << 24).ToString(), new Lsn((ulong)(last + 1) << 24).ToString(), Noon.AddMinutes(covered));

    private static string Name(int number) => $"0000000100000000{number:X8}";
}
