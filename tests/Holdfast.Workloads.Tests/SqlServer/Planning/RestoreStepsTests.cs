using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

public sealed class RestoreStepsTests
{
    private static readonly BackupSet Full = Sets.Full(1, 10, 12, 10);
    private static readonly ChainPlan Chain = new ChainPlanner([Full, Sets.Differential(2, Full, 20, 22, 20), Sets.Log(3, 12, 30, 30), Sets.Log(4, 30, 40, 40)]).Plan(new RestoreTarget.Moment(Sets.At(35))).Plan!;

    [Fact]
    public void Of_OpenDatabaseThatIsReplaced_SavesItsLogFirstAndGivesItBack() => Assert.Equal(
        ["TakeAlone", "TailLog", "Data", "Data", "Log", "Log", "Recover", "GiveBack", "CheckPages"],
        Names(RestoreSteps.Of(Chain, [], TailChoice.Online, applyTail: false, exists: true, online: true, leaveRestoring: false, null, check: true)));

    [Fact]
    public void Of_DamagedDatabaseToTheEnd_AppliesTheTail()
    {
        var steps = RestoreSteps.Of(Chain, [], TailChoice.Damaged, applyTail: true, exists: true, online: false, leaveRestoring: false, null, check: false);
        Assert.Equal(["TailLog", "Data", "Data", "Log", "Log", "ApplyTail", "Recover", "GiveBack"], Names(steps));
        Assert.True(Assert.IsType<RestoreStep.TailLog>(steps[0]).IsDamaged);
    }

    [Fact]
    public void Of_NewDatabase_ReplacesNothing()
    {
        var steps = RestoreSteps.Of(Chain, [new FileMove("Sales", "/x")], TailChoice.None, false, exists: false, online: false, leaveRestoring: false, null, check: false);
        Assert.Equal(["Data", "Data", "Log", "Log", "Recover"], Names(steps));
        Assert.All(steps.OfType<RestoreStep.Data>(), data => Assert.False(data.Replace));
        Assert.All(steps.OfType<RestoreStep.Log>(), log => Assert.Equal(Sets.At(35), log.StopAt));
    }

    [Fact]
    public void Of_LeftRestoringOrStandby_IsNotRecovered()
    {
        Assert.DoesNotContain("Recover", Names(RestoreSteps.Of(Chain, [], TailChoice.None, false, true, true, leaveRestoring: true, null, check: true)));
        Assert.Equal("Standby", Names(RestoreSteps.Of(Chain, [], TailChoice.None, false, false, false, leaveRestoring: true, "/undo", check: true))[^1]);
    }

    private static List<string> Names(IEnumerable<RestoreStep> steps) => [.. steps.Select(step => step.GetType().Name)];
}
