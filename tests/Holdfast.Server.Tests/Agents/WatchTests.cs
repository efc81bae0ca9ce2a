using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Agents;

public sealed class WatchTests
{
    [Fact]
    public async Task Silence_OfAConnectedAgent_EndsItsStreamAndIsAnAlertUntilItIsBack()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var call = await raw.Connect();
        await site.Jobs.NextConnected();
        site.Time.Advance(TimeSpan.FromMinutes(3.5));
        await site.Jobs.NextDisconnected();
        site.Part.Watch.Look();
        Assert.Equal("unreachable", site.Details(agent.AgentId).State);
        Assert.True(Has(site, ErrorCode.AgentContactLost));
        using var back = await raw.Connect();
        await site.Jobs.NextConnected();
        site.Part.Watch.Look();
        Assert.False(Has(site, ErrorCode.AgentContactLost));
        Assert.Equal("ok", site.Details(agent.AgentId).State);
    }

    [Fact]
    public async Task Absence_OfARoamingAgent_IsAnAlertOnlyAfterItsDays()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        site.Part.Registry.Modify(agent.AgentId, new ModifyAgentRequest(Roaming: true));
        using (var raw = new RawAgent(site.Address, agent))
        {
            Assert.NotNull((await raw.Greeting()).Welcome);
            await site.Jobs.NextDisconnected();
        }
        site.Time.Advance(TimeSpan.FromDays(13));
        site.Part.Watch.Look();
        Assert.False(Has(site, ErrorCode.AgentContactLost));
        Assert.False(Has(site, ErrorCode.AgentStale));
        site.Time.Advance(TimeSpan.FromDays(2));
        site.Part.Watch.Look();
        Assert.True(Has(site, ErrorCode.AgentStale));
        Assert.Equal(15, site.Details(agent.AgentId).AwayDays);
        using var again = new RawAgent(site.Address, agent);
        using var call = await again.Connect();
        await site.Jobs.NextConnected();
        site.Part.Watch.Look();
        Assert.False(Has(site, ErrorCode.AgentStale));
    }

    [Fact]
    public async Task Absence_OfARoamingMember_IsOneAlertAfterTheDaysOfItsGroups()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        site.Part.Registry.Modify(agent.AgentId, new ModifyAgentRequest(Roaming: true));
        using (var raw = new RawAgent(site.Address, agent))
        {
            Assert.NotNull((await raw.Greeting()).Welcome);
            await site.Jobs.NextDisconnected();
        }
        Group(site, "patient", 5, "/a");
        Group(site, "strict", 3, "/b", "/c");
        site.Catalog.Groups.Save(new GroupRow { Id = "asleep", Name = "asleep", OnlineRetentionDays = 30, Suspended = true, Policy = new GroupPolicy { StaleAfterDays = 1 } });
        site.Catalog.Sources.Save(new SourceRow { Id = "/d", Name = "d", Server = "fileserver", Path = "/d", GroupId = "asleep" });
        // What an earlier version has left.
        site.Alerts.Raise(AlertBoard.Warning, ErrorCode.MemberStale, "/a", "was last seen long ago");
        await using var watch = new ProtectionWatch(site.Catalog, site.Alerts, site.Time, NullLogger.Instance);
        watch.Start();
        site.Time.Advance(TimeSpan.FromDays(2.9));
        site.Part.Watch.Look();
        Assert.Empty(site.Alerts.List(false).Alerts);
        site.Time.Advance(TimeSpan.FromDays(0.2));
        site.Part.Watch.Look();
        watch.Look();
        var alert = Assert.Single(site.Alerts.List(false).Alerts);
        Assert.Equal((ErrorCode.AgentStale, "staleClient", agent.AgentId, "fileserver"), (alert.Code, alert.Type, alert.Subject, alert.Server));
        Assert.Equal(3, site.Details(agent.AgentId).StaleAfterDays);
        site.Time.Advance(TimeSpan.FromDays(10));
        site.Part.Watch.Look();
        watch.Look();
        Assert.Single(site.Alerts.List(false).Alerts);
    }

    [Fact]
    public async Task Absence_OfAnAlwaysOnMember_IsOneAlertHoweverLongItLasts()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using (var raw = new RawAgent(site.Address, agent))
        {
            Assert.NotNull((await raw.Greeting()).Welcome);
            await site.Jobs.NextDisconnected();
        }
        Group(site, "g", 3, "/a");
        await using var watch = new ProtectionWatch(site.Catalog, site.Alerts, site.Time, NullLogger.Instance);
        site.Time.Advance(TimeSpan.FromDays(20));
        site.Part.Watch.Look();
        watch.Look();
        var alert = Assert.Single(site.Alerts.List(false).Alerts);
        Assert.Equal((ErrorCode.AgentContactLost, "agentUnreachable"), (alert.Code, alert.Type));
    }

    [Fact]
    public async Task Modify_BackToAlwaysOn_TurnsAbsenceIntoAnAlert()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        site.Part.Registry.Modify(agent.AgentId, new ModifyAgentRequest(Roaming: true));
        using (var raw = new RawAgent(site.Address, agent))
        {
            await raw.Greeting();
            await site.Jobs.NextDisconnected();
        }
        site.Time.Advance(TimeSpan.FromHours(1));
        site.Part.Watch.Look();
        Assert.False(Has(site, ErrorCode.AgentContactLost));
        site.Part.Registry.Modify("FileServer", new ModifyAgentRequest(Roaming: false));
        site.Part.Watch.Look();
        Assert.True(Has(site, ErrorCode.AgentContactLost));
    }

    [Fact]
    public async Task Certificate_ThatEndsWithinTwoWeeks_IsAnAlertUntilTheAgentIsRemoved()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        site.Time.Advance(TimeSpan.FromDays(75));
        site.Part.Watch.Look();
        Assert.False(Has(site, ErrorCode.AgentCertificateEnding));
        site.Time.Advance(TimeSpan.FromDays(2));
        site.Part.Watch.Look();
        Assert.True(Has(site, ErrorCode.AgentCertificateEnding));
        site.Part.Watch.Forget(site.Part.Registry.Remove(agent.AgentId).Id);
        Assert.Empty(site.Alerts.List(false).Alerts);
    }

    [Fact]
    public async Task Begin_RememberedPortTaken_IsAnAlertAndTheServerStarts()
    {
        await using var site = await AgentSite.Start();
        await site.Enroll();
        var port = site.Part.Port;
        await site.Stop();
        using (var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port))
        {
            other.Start();
            await site.Launch();
            Assert.Equal(0, site.Part.Port);
            Assert.True(Has(site, ErrorCode.AgentGatewayClosed));
        }
        await site.Restart();
        Assert.Equal(port, site.Part.Port);
        Assert.False(Has(site, ErrorCode.AgentGatewayClosed));
    }

    private static void Group(AgentSite site, string id, int staleDays, params string[] paths)
    {
        site.Catalog.Groups.Save(new GroupRow { Id = id, Name = id, OnlineRetentionDays = 30, Policy = new GroupPolicy { StaleAfterDays = staleDays } });
        foreach (var path in paths) site.Catalog.Sources.Save(new SourceRow { Id = path, Name = path[1..], Server = "fileserver", Path = path, GroupId = id });
    }

    private static bool Has(AgentSite site, ErrorCode code) => site.Alerts.List(false).Alerts.Any(alert => alert.Code == code);
}
