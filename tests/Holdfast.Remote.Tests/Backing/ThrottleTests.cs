using Holdfast.Protection.Groups.Policy;
using Holdfast.Remote.Tests.Support;

namespace Holdfast.Remote.Tests.Backing;

public sealed class ThrottleTests
{
    [Fact]
    public async Task Start_GroupWithLimits_TellsTheAgentForThisJob()
    {
        await using var site = await RemoteSite.Start();
        using var agent = new RawAgent(site);
        var plan = new ThrottlePlan(8, null, new TimeOnly(9, 30), new TimeOnly(17, 0), [DayOfWeek.Monday, DayOfWeek.Saturday]);
        var job = site.BackUp(RemoteSite.Request(agent.Server, "/data") with { Throttle = plan });
        var start = agent.HearBackup();
        Assert.Equal((1_000_000, 0, 570u, 1020u, 0b100_0010u), (start.Throttle.WorkBytesPerSecond, start.Throttle.OtherBytesPerSecond, start.Throttle.WorkStart, start.Throttle.WorkEnd, start.Throttle.WorkDays));
        agent.Finish(start.Job, new byte[3]);
        await Assert.ThrowsAnyAsync<Exception>(() => job);
    }
}
