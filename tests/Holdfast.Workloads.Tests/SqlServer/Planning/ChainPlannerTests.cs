using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

public sealed class ChainPlannerTests
{
    private static readonly Guid Other = new("22222222-0000-0000-0000-000000000000");

    [Fact]
    public void Plan_CopyOnlyFull_StartsALogReplayButIsNoBaseOfADifferential()
    {
        var full = Sets.Full(1, 10, 12, 10);
        var copy = Sets.Full(2, 20, 22, 20, copyOnly: true);
        var sets = new[] { full, copy, Sets.Log(3, 12, 25, 25), Sets.Differential(4, copy, 30, 32, 30) };
        var plan = Plan(sets, new RestoreTarget.Moment(Sets.At(24)));
        Assert.Equal(copy, plan.Full);
        Assert.Equal(3, Assert.Single(plan.Logs).Set.Id.ToByteArray()[0]);
        Assert.Null(new ChainPlanner(sets).Plan(new RestoreTarget.EndOf(Sets.Id(4))).Plan);
    }

    [Fact]
    public void Plan_MomentInsideBulkLoggedLog_IsRefusedWithTheMomentsAroundIt()
    {
        var sets = new[] { Sets.Full(1, 10, 12, 10), Sets.Log(2, 12, 20, 20), Sets.Log(3, 20, 30, 30) with { Bulk = true }, Sets.Log(4, 30, 40, 40) };
        var refusal = new ChainPlanner(sets).Plan(new RestoreTarget.Moment(Sets.At(25))).Refusal!;
        Assert.Contains("bulk-logged", refusal.Reason);
        Assert.Contains("2026-03-01 00:00:10Z to 2026-03-01 00:00:20Z; 2026-03-01 00:00:30Z to 2026-03-01 00:00:40Z", refusal.Remedy(Sets.At(25)));
        Assert.Equal(3, Plan(sets, new RestoreTarget.Moment(Sets.At(35))).Logs.Count);
    }

    [Fact]
    public void Plan_AfterAnEarlierRestore_FollowsEachPathInItsTime()
    {
        // At second 40 the database was restored to second 25, LSN 25, and went on from there.
        var sets = new[]
        {
            Sets.Full(1, 10, 12, 10), Sets.Log(2, 12, 20, 20), Sets.Log(3, 20, 35, 35),
            Sets.Log(4, 20, 30, 50) with { FirstFork = Sets.Fork, LastFork = Other, ForkPoint = Sets.Number(25) }, Sets.Log(5, 30, 44, 60, Other),
        };
        Assert.Equal([2, 3], Ids(Plan(sets, new RestoreTarget.Moment(Sets.At(33)))));
        var later = Plan(sets, new RestoreTarget.Moment(Sets.At(55)));
        Assert.Equal([2, 4, 5], Ids(later));
        Assert.Contains(later.Warnings, warning => warning.Contains("restored to an earlier moment"));
    }

    [Fact]
    public void Plan_PathThatBeginsInsideALog_AppliesThatLogUpToTheFork()
    {
        var sets = new[]
        {
            Sets.Full(1, 10, 12, 10), Sets.Log(2, 12, 35, 35),
            Sets.Log(4, 25, 30, 50) with { FirstFork = Sets.Fork, LastFork = Other, ForkPoint = Sets.Number(25) },
        };
        var plan = Plan(sets, new RestoreTarget.Newest());
        Assert.Equal([2, 4], Ids(plan));
        Assert.Equal(Sets.Number(25), plan.Logs[0].StopBefore);
    }

    [Fact]
    public void Plan_FullBackupAfterAFork_GoesOnWithTheLogThatCrossesIt()
    {
        var sets = new[]
        {
            Sets.Full(1, 26, 27, 45) with { FirstFork = Other, LastFork = Other },
            Sets.Log(4, 20, 30, 50) with { FirstFork = Sets.Fork, LastFork = Other, ForkPoint = Sets.Number(25) },
        };
        Assert.Equal([4], Ids(Plan(sets, new RestoreTarget.Newest())));
    }

    [Fact]
    public void Plan_TheSecondOfAFullBackup_NeedsNoLog() => Assert.Empty(Plan([Sets.Full(1, 10, 12, 10)], new RestoreTarget.Moment(Sets.At(10))).Logs);

    [Fact]
    public void Plan_NothingUsable_SaysSo()
    {
        var refusal = new ChainPlanner([Sets.Full(1, 10, 12, 10) with { Damaged = true }]).Plan(new RestoreTarget.Newest()).Refusal!;
        Assert.Empty(refusal.Reachable);
        Assert.Contains("no full backup that can be used", refusal.Reason);
    }

    [Fact]
    public void Plan_ClockSetBackInsideTheLog_Warns()
    {
        var log = Sets.Log(2, 12, 20, 20);
        var sets = new[] { Sets.Full(1, 10, 12, 10), log with { Started = log.Started.ToOffset(TimeSpan.FromHours(2)), Finished = log.Finished.ToOffset(TimeSpan.FromHours(1)) } };
        Assert.Contains(Plan(sets, new RestoreTarget.Moment(Sets.At(15))).Warnings, warning => warning.Contains("STOPAT"));
    }

    [Fact]
    public void Plan_ThousandsOfLogs_IsQuick()
    {
        var sets = Enumerable.Range(1, 5000).Select(i => Sets.Log(i + 1, i * 10, (i * 10) + 10, i * 10)).Prepend(Sets.Full(1, 5, 11, 5)).ToList();
        Assert.Equal(5000, Plan(sets, new RestoreTarget.Newest()).Logs.Count);
        Assert.Equal(2500, Plan(sets, new RestoreTarget.Moment(Sets.At(25_000))).Logs.Count);
    }

    [Fact]
    public void Needed_OfAChain_IsWhatTheNewestDataBackupAndItsLogsTake()
    {
        var full = Sets.Full(1, 10, 12, 10);
        var differential = Sets.Differential(4, full, 30, 32, 30);
        BackupSet[] chain =
        [
            Sets.Full(9, 1, 2, 1), Sets.Log(8, 2, 90, 9, Other), full, Sets.Log(2, 12, 25, 25), differential, Sets.Log(5, 25, 40, 40), Sets.Log(6, 40, 40, 50), Sets.Log(7, 40, 40, 60),
        ];
        Assert.Equal([1, 4, 5, 7], ChainUpkeep.Needed(chain).Select(set => BitConverter.ToInt32(set.Id.ToByteArray(), 0)));
        Assert.Equal(Sets.Number(40), ChainUpkeep.End(chain));
        Assert.Equal(Sets.Number(32), ChainUpkeep.End([.. chain.Where(set => set.Id != Sets.Id(5))]));
    }

    private static ChainPlan Plan(IEnumerable<BackupSet> sets, RestoreTarget target)
    {
        var answer = new ChainPlanner(sets).Plan(target);
        Assert.True(answer.Plan is not null, answer.Refusal?.Reason);
        return answer.Plan;
    }

    private static List<int> Ids(ChainPlan plan) => [.. plan.Logs.Select(log => BitConverter.ToInt32(log.Set.Id.ToByteArray(), 0))];
}
