using Holdfast.Remote.Tests.Support;

namespace Holdfast.Remote.Tests.Backing;

public sealed class RoundTripTests
{
    [Fact]
    public async Task BackUp_ThenRecover_TreesAreTheSame()
    {
        await using var site = await RemoteSite.Start();
        using TempTree source = new(), target = new();
        source.WriteMany(300, 6 << 20);
        using var agent = site.Agent();

        var (point, job) = await site.BackUp(RemoteSite.Request(agent.Server, source.Root));
        var recovery = await site.Recover(point, agent.Server, target.Root);

        source.AssertSame(target);
        Assert.Equal(0, recovery.Report.ItemsFailed);
        Assert.Equal(point.Items, job.Report.Progress.Items);
        Assert.Equal(302, source.Files().Count);
        Assert.Empty(agent.Work.Running);
    }
}
