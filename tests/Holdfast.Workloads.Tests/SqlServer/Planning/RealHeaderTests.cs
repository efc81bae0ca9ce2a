using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

/// <summary>Header sets of real servers, and the restore that a database administrator would make of them.</summary>
public sealed class RealHeaderTests
{
    [Theory]
    [InlineData("DiffRestore.json")]
    [InlineData("AgDiffRestore.json")]
    public void Plan_FullDifferentialAndLogs_TakesTheDifferentialAndTheLogsAfterIt(string file)
    {
        // The sets of an availability group come from two servers; the chain goes by log, not by server.
        var plan = Newest(HeaderSets.Read(file));
        Assert.NotNull(plan.Differential);
        Assert.Equal(["34000000023200001", "34000000024800001", "34000000026400001", "34000000027000001", "34000000028400001"], Ends(plan));
        Assert.Equal(7, plan.Sets.Count());
    }

    [Fact]
    public void Plan_WithoutTheDifferential_AppliesEveryLog()
    {
        var plan = Newest(HeaderSets.Read("DiffRestore.json").Where(set => set.Kind != BackupSetKind.Differential));
        Assert.Null(plan.Differential);
        Assert.Equal(8, plan.Logs.Count);
        Assert.Equal("34000000016800001", Ends(plan)[0]);
    }

    [Fact]
    public void Plan_MomentBeforeTheDifferential_UsesLogsOnly()
    {
        var sets = HeaderSets.Read("DiffRestore.json");
        var differential = sets.Single(set => set.Kind == BackupSetKind.Differential);
        var time = differential.Started.AddSeconds(-60);
        var plan = new ChainPlanner(sets).Plan(new RestoreTarget.Moment(time)).Plan!;
        Assert.Null(plan.Differential);
        Assert.Equal(["34000000016800001", "34000000019700001", "34000000021300001"], Ends(plan));
        Assert.Equal(time, plan.StopAt);
    }

    [Fact]
    public void Plan_LogMissingBeforeTheDifferential_StillReachesTheEnd()
    {
        var sets = HeaderSets.Read("DiffRestore.json").Where(set => set.Last.ToString() != "34000000019700001").ToList();
        Assert.Equal(7, Newest(sets).Sets.Count());
        var gap = Assert.Single(ChainGap.Find(sets));
        Assert.Equal(("34000000016800001", "34000000019700001"), (gap.Before.Last.ToString(), gap.After.First.ToString()));
        var refusal = new ChainPlanner(sets).Plan(new RestoreTarget.Moment(gap.After.Started)).Refusal!;
        Assert.Contains("the log from LSN 34000000016800001 to 34000000019700001 is missing", refusal.Reason);
    }

    [Fact]
    public void Plan_LogMissingAfterTheDifferential_ReachesTheGapAndNamesIt()
    {
        var sets = HeaderSets.Read("DiffRestore.json").Where(set => set.Last.ToString() != "34000000024800001").ToList();
        var last = sets.MaxBy(set => set.Started)!;
        Assert.Equal(["34000000023200001"], Ends(Newest(sets)));
        var refusal = new ChainPlanner(sets).Plan(new RestoreTarget.EndOf(last.Id)).Refusal!;
        Assert.Contains("34000000023200001 to 34000000024800001 is missing", refusal.Reason);
        Assert.Contains("2017-05-04 07:52:18Z", refusal.Remedy(last.Started));
    }

    [Fact]
    public void Plan_EmptyLogs_TakesTheOneThatHoldsSomethingAndReachesTheTimeOfTheLastEmptyOne()
    {
        var sets = HeaderSets.Read("EmptyTLogData.json");
        var plan = Newest(sets);
        Assert.Equal("14975000000272400001", plan.Full.Last.ToString());
        Assert.Equal(["14975000000273200001"], Ends(plan));
        Assert.Equal(sets.Max(set => set.Started), plan.Reaches);
    }

    [Fact]
    public void Plan_MomentWhileNothingWasLogged_IsReachedWithoutMoreLogs()
    {
        var sets = HeaderSets.Read("EmptyTLogData.json");
        var time = sets.Max(set => set.Started).AddMinutes(-20);
        var plan = new ChainPlanner(sets).Plan(new RestoreTarget.Moment(time)).Plan!;
        Assert.Equal(["14975000000273200001"], Ends(plan));
        Assert.Equal(time, plan.Reaches);
    }

    [Fact]
    public void Plan_LogsFromBeforeTheFullBackup_AreLeftOut()
    {
        var plan = Newest(HeaderSets.Read("TLogBWFirstLastLsn.json"));
        Assert.Equal(["14975000000281600001", "14975000000288000001"], Ends(plan));
        Assert.Equal(3, plan.Sets.Count());
    }

    [Fact]
    public void Plan_RestoreTimeClean_IsOneUnbrokenChainToTheSecond()
    {
        var sets = HeaderSets.Read("RestoreTimeClean.xml");
        Assert.Empty(ChainGap.Find(sets));
        Assert.Equal(6, Newest(sets).Logs.Count);
        var time = new DateTimeOffset(2017, 8, 1, 11, 12, 0, TimeSpan.Zero);
        var plan = new ChainPlanner(sets).Plan(new RestoreTarget.Moment(time)).Plan!;
        Assert.Equal(4, plan.Logs.Count);
        Assert.Equal("34000000022900001", plan.Logs[^1].Set.Last.ToString());
        var range = Assert.Single(new ChainPlanner(sets).Reachable());
        Assert.Equal(new DateTimeOffset(2017, 8, 1, 11, 9, 25, TimeSpan.Zero), range.From);
        Assert.Equal(new DateTimeOffset(2017, 8, 1, 11, 14, 26, TimeSpan.Zero), range.To);
    }

    [Fact]
    public void Plan_BrokenChain_BridgesByTheLogThatOverlapsTheFullBackup()
    {
        // The full backup's own figures point ahead of it, and the last log is empty: continuity of the log decides, not what is said about it.
        var sets = HeaderSets.Read("broken_chain.json");
        Assert.Equal(["17126658000000314600037", "17126658000000315600037"], Ends(Newest(sets)));
        var without = sets.Where(set => set.Last.ToString() != "17126658000000314600037").ToList();
        Assert.Empty(Newest(without).Logs);
    }

    [Fact]
    public void Plan_DamagedDifferential_IsLeftOut()
    {
        var sets = HeaderSets.Read("DiffRestore.json").Select(set => set.Kind == BackupSetKind.Differential ? set with { Damaged = true } : set);
        Assert.Equal(9, Newest(sets).Sets.Count());
    }

    private static ChainPlan Newest(IEnumerable<BackupSet> sets) => new ChainPlanner(sets).Plan(new RestoreTarget.Newest()).Plan!;

    private static List<string> Ends(ChainPlan plan) => [.. plan.Logs.Select(log => log.Set.Last.ToString())];
}
