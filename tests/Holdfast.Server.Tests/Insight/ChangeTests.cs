using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Changes;
using Holdfast.Server.Tests.Accounts;

namespace Holdfast.Server.Tests.Insight;

public sealed class ChangeTests
{
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Changes_AJobRuns_WakesWhoWaitsAndShowsItsEnd()
    {
        await using var server = await RunningServer.Start();
        var changes = await server.Client.Insight.Changes();
        Assert.Equal(changes.Stamp, (await server.Client.Insight.Changes(changes.Stamp)).Stamp);
        var waiting = server.Client.Insight.Changes(changes.Stamp, longest);
        var protect = await server.Client.Protect(new ProtectRequest([server.Source]));
        var first = await waiting;
        Assert.NotEqual(changes.Stamp, first.Stamp);
        Assert.True(first.Topics.Sources > changes.Topics.Sources || first.Topics.Groups > changes.Topics.Groups);

        // Whoever asks on hears of everything until there is no more to hear of: the last answer leaves the job ended.
        var last = first;
        while (!(await server.Client.Job(protect.Jobs[0].Id)).HasEnded) last = await server.Client.Insight.Changes(last.Stamp, longest, RunningServer.Deadline());
        last = await server.Client.Insight.Changes();
        Assert.True(last.Topics.Jobs > changes.Topics.Jobs && last.Topics.Points > changes.Topics.Points && last.Topics.Sources > changes.Topics.Sources);
        Assert.Equal(changes.Topics.Accounts, last.Topics.Accounts);
    }

    [Fact]
    public async Task Changes_DisksAgentsAndAccounts_HaveTheirTopics()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        var before = (await server.Client.Insight.Changes()).Topics;
        await server.Client.AddDisk(new AddDiskRequest(server.MakeSource("disk")));
        using var account = await server.Account("limited", "reader", servers: ["OTHER"]);
        var after = (await account.Insight.Changes()).Topics;
        Assert.True(after.Disks > before.Disks && after.Accounts > before.Accounts);
    }

    [Fact]
    public async Task Wait_NothingChanges_EndsWithTheWait()
    {
        var (feed, time) = (new ChangeFeed(), new SteppedClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var waiting = feed.Wait(feed.Now.Stamp, longest, time, CancellationToken.None);
        time.Advance(longest - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.All(feed.Now.Counters, counter => Assert.Equal(0, counter));
    }

    [Fact]
    public async Task Wait_ManyAtOnce_AllAreWokenByOneTouch()
    {
        var feed = new ChangeFeed();
        var since = feed.Now.Stamp;
        var waiting = Enumerable.Range(0, 50).Select(_ => feed.Wait(since, longest, TimeProvider.System, CancellationToken.None)).ToList();
        feed.Touch(ChangeTopic.Alerts);
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, feed.Count(ChangeTopic.Alerts));
        Assert.True(feed.Wait(since, longest, TimeProvider.System, CancellationToken.None).IsCompletedSuccessfully);
        Assert.True(feed.Wait("of another run", longest, TimeProvider.System, CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Wait_WhoWaitsGoesAway_IsCancelled()
    {
        var feed = new ChangeFeed();
        using var gone = new CancellationTokenSource();
        var waiting = feed.Wait(feed.Now.Stamp, longest, TimeProvider.System, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Changes_ServerStops_DoNotHoldItUp()
    {
        await using var server = await RunningServer.Start();
        using var client = server.As(server.Token);
        var waiting = client.Insight.Changes((await client.Insight.Changes()).Stamp, longest);
        await server.Stop().WaitAsync(TimeSpan.FromMinutes(2));
        try
        {
            await waiting;
        }
        catch (HoldfastException failure)
        {
            Assert.Equal(ErrorCode.NotReachable, failure.Code);
        }
    }
}
