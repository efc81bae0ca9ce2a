using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Agents;

/// <summary>A server of protocols 2 to 3 meets agents of other versions.</summary>
public sealed class VersionTests
{
    private static readonly AgentProtocol newer = new(2, 3);

    [Theory]
    [InlineData(1, 2, 2)] // the version before: it works
    [InlineData(2, 3, 3)]
    [InlineData(3, 9, 3)] // a newer agent that still knows 3
    public async Task Hello_SharedProtocol_IsWelcomedWithTheNewestOfBoth(uint oldest, uint newest, uint spoken)
    {
        await using var site = await AgentSite.Start(newer);
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        Assert.Equal(spoken, (await raw.Greeting(RawAgent.Hello(oldest, newest))).Welcome.Protocol);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 5)]
    public async Task Hello_NoSharedProtocol_IsRefusedWithItsCodeAndAnAlertUntilItFits(uint oldest, uint newest)
    {
        await using var site = await AgentSite.Start(newer);
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        var refused = (await raw.Greeting(RawAgent.Hello(oldest, newest, version: "0.0.1"))).Refused;
        Assert.Equal((uint)ErrorCode.AgentIncompatible, refused.Code);
        Assert.NotEmpty(refused.Remedy);
        Assert.Equal(agent.AgentId, Assert.Single(site.Alerts.List(false).Alerts, alert => alert.Code == ErrorCode.AgentIncompatible).Subject);
        if (newest == 1) Assert.Equal("updateNeeded", site.Details(agent.AgentId).State);
        Assert.NotNull((await raw.Greeting(RawAgent.Hello(2, 2))).Welcome);
        Assert.DoesNotContain(site.Alerts.List(false).Alerts, alert => alert.Code == ErrorCode.AgentIncompatible);
    }

    [Fact]
    public async Task Hello_OlderProgram_WorksAndNeedsAnUpdate()
    {
        await using var site = await AgentSite.Start();
        var (folder, agent) = await site.Enroll();
        await using var connected = new ConnectedAgent(folder, site.Time, version: "0.0.9");
        Assert.True((await connected.NextWelcome()).UpdateAvailable);
        await site.Jobs.NextConnected();
        Assert.Equal("updateNeeded", site.Details(agent.AgentId).State);
    }

    [Fact]
    public async Task Hello_HostileText_IsBoundedInTheCatalog()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        await raw.Greeting(RawAgent.Hello(version: "9\u001b[31m" + new string('x', 100_000)));
        var version = site.Details(agent.AgentId).Version;
        Assert.Equal(256, version.Length);
        Assert.DoesNotContain('\u001b', version);
    }
}
