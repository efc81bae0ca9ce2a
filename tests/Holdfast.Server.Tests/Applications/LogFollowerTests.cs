using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Applications;

/// <summary>A log that is followed: over ends of the connection, restarts, and gaps.</summary>
public sealed class LogFollowerTests
{
    [Fact]
    public async Task Follow_ConnectionEnds_GoesOnWhereItWas()
    {
        await using var server = await LedgerServer.Start();
        await server.Protect();
        await server.Covered(server.Add("one"));
        server.Ledger.Disconnect();
        var last = server.Add("two");
        await server.Covered(last);
        await server.Until(async () => (await server.Client.Applications.Range(server.Address)).Log!.State == "following");
        await server.Recover("after", last.ToString("O"));
        Assert.Equal(["one", "two"], server.Recovered("after"));
    }

    [Fact]
    public async Task Follow_ServerRestarts_GoesOnInTheMiddleOfASegment()
    {
        await using var server = await LedgerServer.Start();
        await server.Protect();
        for (var i = 0; i < 13; i++) server.Add($"entry {i}");
        await server.Covered(server.Add("before"));
        await server.Stop();
        var after = server.Add("after");
        await server.Launch();
        var range = await server.Covered(after);
        Assert.Equal(2, range.Log!.Segments);
        await server.Recover("all", "latest");
        Assert.Equal(15, server.Recovered("all").Length);
        Assert.Equal("after", server.Recovered("all")[^1]);
    }

    [Fact]
    public async Task Follow_ApplicationDropsItsLog_AlertsMakesABaseAndKeepsWhatWasReachable()
    {
        await using var server = await LedgerServer.Start();
        var one = server.Add("one");
        await server.Protect();
        var two = server.Add("two");
        await server.Covered(two);
        server.Ledger.IsDown = true;
        server.Ledger.Disconnect();
        await server.Until(async () => (await server.Client.Applications.Range(server.Address)).Log!.State == "connecting");
        server.Add("lost");
        server.Ledger.DropLog();
        server.Ledger.IsDown = false;
        await server.Until(async () => (await server.Client.RecoveryPoints()).RecoveryPoints.Count == 2);
        var three = server.Add("three");
        var range = await server.Covered(three);
        Assert.Equal(2, range.Ranges.Count);
        Assert.Equal((one, two), (range.Ranges[0].From, range.Ranges[0].To));
        Assert.Equal(three, range.Ranges[1].To);
        await server.Recover("old", two.ToString("O"));
        Assert.Equal(["one", "two"], server.Recovered("old"));
        var alerts = await server.Client.Alerts(includeResolved: true);
        Assert.Contains(alerts.Alerts, alert => alert.Code == ErrorCode.LogChainBroken);
        await server.Until(async () => (await server.Client.Alerts()).Alerts.All(alert => alert.Code != ErrorCode.LogChainBroken));
    }

    [Fact]
    public async Task Follow_ApplicationLetsItselfBeAskedAndGivesNothing_AlertsUntilItDoes()
    {
        var clock = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var server = await LedgerServer.Start(clock, new Ledger { RefusesToGiveItsLog = true });
        Assert.Equal(JobStates.Succeeded, (await server.Protect()).State);
        await server.Until(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            return (await server.Client.Alerts()).Alerts.Any(alert => alert.Code == ErrorCode.LogLagging);
        });
        Assert.Contains("The ledger gives nothing.", (await server.Client.Alerts()).Alerts.Single(alert => alert.Code == ErrorCode.LogLagging).Message, StringComparison.Ordinal);

        server.Ledger.RefusesToGiveItsLog = false;
        server.Add("one");
        await server.Until(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            return (await server.Client.Alerts()).Alerts.All(alert => alert.Code != ErrorCode.LogLagging);
        });
    }

    [Fact]
    public async Task Follow_GroupIsSuspended_StopsUntilItGoesOn()
    {
        await using var server = await LedgerServer.Start();
        await server.Protect();
        await server.Covered(server.Add("one"));
        await server.Client.Policies.Suspend("Default");
        await server.Wait(server.Client.Recover(new RecoverRequest(server.Address, To: server.Target("x"))));
        await server.Client.Policies.Resume("Default");
        await server.Covered(server.Add("two"));
    }

    [Fact]
    public async Task Follow_GroupIsSuspended_WarnsThatTheApplicationKeepsItsLogUntilItIsResumed()
    {
        await using var server = await LedgerServer.Start();
        await server.Protect();
        await server.Covered(server.Add("one"));
        await server.Client.Policies.Suspend("Default");
        // What is asked for by command still runs, and looks at the followers.
        Assert.Equal(JobStates.Succeeded, (await server.Point()).State);
        var alert = Assert.Single((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.LogSuspended);
        Assert.Contains(server.Address, alert.Message, StringComparison.Ordinal);
        Assert.Equal("warning", alert.Severity);
        await server.Client.Policies.Resume("Default");
        Assert.Equal(JobStates.Succeeded, (await server.Point()).State);
        Assert.DoesNotContain((await server.Client.Alerts()).Alerts, alert => alert.Code == ErrorCode.LogSuspended);
        await server.Covered(server.Add("two"));
    }

    [Fact]
    public async Task Follow_KeptLogDoesNotSayWhereItBegins_BeginsAnewWithABase()
    {
        await using var server = await LedgerServer.Start();
        server.Ledger.IsSilent = true;
        server.Add("one");
        await server.Protect();
        await server.Covered(server.Add("two"));
        // As it was while an early version ran: every point, and nothing between them.
        Assert.Equal("", (await server.Client.Applications.Range(server.Address)).Log!.Start);
        Assert.DoesNotContain((await server.Client.Applications.Range(server.Address)).Ranges, range => range.From < range.To);
        await server.Stop();

        server.Ledger.IsSilent = false;
        await server.Launch();
        await server.Until(async () => (await server.Points()).Count == 2);
        var three = server.Add("three");
        server.Add("four");
        await server.Covered(three);
        await server.Recover("moment", three.ToString("O"));
        Assert.Equal(["one", "two", "three"], server.Recovered("moment"));
        Assert.Contains((await server.Client.Alerts(includeResolved: true)).Alerts, alert => alert.Code == ErrorCode.LogChainBroken);
        await server.Until(async () => (await server.Client.Alerts()).Alerts.All(alert => alert.Code != ErrorCode.LogChainBroken));
        // It stays healed.
        await server.Stop();
        await server.Launch();
        await server.Covered(server.Add("five"));
        Assert.Equal(2, (await server.Points()).Count);
    }

    [Fact]
    public async Task Collect_WhileALogIsFollowed_KeepsIt()
    {
        await using var server = await LedgerServer.Start();
        await server.Protect();
        for (var i = 0; i < 5; i++) await server.Covered(server.Add($"entry {i}"));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Collect(new CollectRequest()))).State);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Collect(new CollectRequest()))).State);
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Verify(new VerifyRequest()))).State);
        await server.Recover("all", "latest");
        Assert.Equal(5, server.Recovered("all").Length);
    }
}
