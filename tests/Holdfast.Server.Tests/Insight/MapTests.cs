using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Accounts;
using Holdfast.Server.Tests.Scheduling;

namespace Holdfast.Server.Tests.Insight;

public sealed class MapTests
{
    private static readonly string[] everyDay = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    [Fact]
    public async Task Map_DaysOfEveryKind_AreTold_AlsoWhenPointsAndJobsAreGone()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-02T10:00Z"));
        await using var server = await RunningServer.Start(time);
        await server.Client.CreateGroup(new CreateGroupRequest("G", Policy: new PolicyInfo(RecoveryPoints: new TimesInfo(["18:00"], everyDay), RetentionDays: 3, ConsistencyCheck: new CheckInfo(WhenInconsistent: false))));
        // 2nd: a point on disk; 3rd: it fails; 4th: disk and vault.
        await server.Protect(group: "G");
        await server.ToNextDue(time, "G");
        server.Engine.OnBackup = (_, _, _) => throw new HoldfastException(ErrorCode.PathNotFound, "gone");
        await server.ToNextDue(time, "G");
        server.Engine.OnBackup = null;
        await server.ToNextDue(time, "G");
        await server.Wait(server.Client.CreateRecoveryPoint(new CreateRecoveryPointRequest("source", Online: true)));
        // 5th and 6th: the server is down, and the 7th it makes up for it.
        await server.Stop();
        time.Advance(DateTimeOffset.Parse("2026-05-07T12:00Z") - time.GetUtcNow());
        await server.Launch();
        await server.Idle();
        string[] expected = [MapCells.None, MapCells.Disk, MapCells.Failed, MapCells.Both, MapCells.Missed, MapCells.Missed, MapCells.Disk];
        var map = await server.Client.Insight.Map(7);
        Assert.Equal(expected, Assert.Single(map.Rows).Cells);
        Assert.Equal((new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 7)), (map.Days[0], map.Days[^1]));

        // A week later retention has removed what these days had; the job history is gone too.
        for (var day = 0; day < 7; day++) await server.ToNextDue(time, "G");
        foreach (var point in (await server.Client.RecoveryPoints()).RecoveryPoints.Where(point => point.Created < time.GetUtcNow().AddDays(-4)))
        {
            server.Pool.Disk.TryRemove(point.Id, out _);
            server.Pool.Vault.TryRemove(point.Id, out _);
        }
        await server.Restart();
        Assert.Equal(expected, Assert.Single((await server.Client.Insight.Map(14)).Rows).Cells.Skip(1).Take(7));
    }

    [Fact]
    public async Task Map_AnotherZone_PutsThePointOnItsDay()
    {
        var time = new SteppedClock(DateTimeOffset.Parse("2026-05-01T23:30Z"));
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        Assert.Equal([MapCells.None, MapCells.Disk], Assert.Single((await server.Client.Insight.Map(2)).Rows).Cells);
        Assert.Equal(new DateOnly(2026, 5, 2), (await server.Client.Insight.Map(2, "Europe/Berlin")).Days[^1]);
        Assert.Equal([MapCells.None, MapCells.Disk], Assert.Single((await server.Client.Insight.Map(2, "Europe/Berlin")).Rows).Cells);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([MapCells.Disk, MapCells.NotDue], Assert.Single((await server.Client.Insight.Map(2)).Rows).Cells);
        Assert.Equal([MapCells.None, MapCells.Disk], Assert.Single((await server.Client.Insight.Map(2, "Europe/Berlin")).Rows).Cells);
        Assert.Equal(ErrorCode.BadRequest, await TestAccounts.Refused(server.Client.Insight.Map(2, "Nowhere/City")));
    }

    [Fact]
    public async Task Map_Pages_GoThroughAllRowsByServerAndName()
    {
        await using var server = await RunningServer.Start();
        foreach (var name in (string[])["c", "a", "d", "b", "e"]) await server.Protect(path: server.MakeSource(name));
        var rows = new List<MapRow>();
        while (await server.Client.Insight.Map(offset: rows.Count, limit: 2) is { Rows.Count: > 0 } page)
        {
            Assert.Equal(5, page.Total);
            rows.AddRange(page.Rows);
        }
        Assert.Equal(["a", "b", "c", "d", "e"], rows.Select(row => row.Name));
        await server.Client.StopProtection("Default", new StopProtectionRequest(false));
        Assert.Equal(0, (await server.Client.Insight.Map()).Total);
    }
}
