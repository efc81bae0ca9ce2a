using Holdfast.Remote.Tests.Support;

namespace Holdfast.Remote.Tests.Cutting;

public sealed class CutConnectionTests
{
    private const int Large = 3 << 20;

    [Fact]
    public async Task BackUp_ConnectionResetAfterAnyByte_GoesOn()
    {
        await using var site = await RemoteSite.Start();
        var seed = 0;
        foreach (var after in new long[] { 0, 30, 400, 5_000, 70_000, 1_000_000, 2_000_000, 3_000_000 })
        {
            using TempTree source = new(), target = new();
            source.WriteMany(60, Large, ++seed * 100);
            using var proxy = new CuttingProxy(site.Port, after);
            using var agent = site.Agent("cut" + seed, port: proxy.Port);

            var (point, job) = await site.BackUp(RemoteSite.Request(agent.Server, source.Root));
            await site.Recover(point, agent.Server, target.Root);

            Assert.Equal(1, proxy.Broken);
            Assert.Equal(0, job.Report.ItemsFailed);
            source.AssertSame(target);
        }
    }

    [Fact]
    public async Task BackUp_ConnectionThatHangs_GoesOnOverAnother()
    {
        await using var site = await RemoteSite.Start();
        using TempTree source = new(), target = new();
        source.WriteMany(60, Large);
        using var proxy = new CuttingProxy(site.Port, 1_000_000, stall: true);
        using var agent = site.Agent(port: proxy.Port, stall: TimeSpan.FromSeconds(2));

        var (point, _) = await site.BackUp(RemoteSite.Request(agent.Server, source.Root));
        await site.Recover(point, agent.Server, target.Root);

        Assert.Equal(1, proxy.Broken);
        source.AssertSame(target);
    }
}
