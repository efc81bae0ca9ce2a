using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Accounts;
using Holdfast.Server.Tests.Protect;
using static Holdfast.Server.Tests.Recovery.Browsing.FolderTests;

namespace Holdfast.Server.Tests.Recovery.Browsing;

/// <summary>Versions of one item, search over all datasources, and days with points.</summary>
public sealed class LookTests
{
    [Fact]
    public async Task Versions_OfAFileThatChangedOnce_TellsWhen()
    {
        await using var server = await RunningServer.Start();
        var points = new List<string> { (await server.Protect()).RecoveryPoint! };
        for (var i = 0; i < 3; i++) points.Add((await server.Wait(server.Client.CreateRecoveryPoint(new("source", Online: i == 2)))).RecoveryPoint!);
        // Not in the first, then small twice, then large.
        server.Engine.OnBrowse = (point, _) => points.IndexOf(point.PointId) switch { 0 => [Item("other")], 3 => [Item("file", 9)], _ => [Item("file", 5)] };
        var versions = (await server.Client.Recovery.Versions("source", "file")).Versions;
        Assert.Equal(
            [(points[3], "changed", 9L, true), (points[2], "same", 5L, false), (points[1], "first", 5L, false)],
            versions.Select(version => (version.RecoveryPoint, version.Change, version.Item.Size, version.Online)));
        Assert.All(versions, version => Assert.True(version.Disk));

        var newest = await server.Client.Recovery.Versions("source", "file", limit: 1);
        Assert.True(newest.Truncated);
        Assert.Equal((points[3], "changed"), (Assert.Single(newest.Versions).RecoveryPoint, newest.Versions[0].Change));
        var online = await server.Client.Recovery.Versions("source", "file", online: true);
        Assert.Equal(points[3], Assert.Single(online.Versions).RecoveryPoint);
        Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Recovery.Versions("source", "nothing")));

        server.Engine.Unreadable.Add(points[2]);
        var rest = await server.Client.Recovery.Versions("source", "file");
        Assert.Equal([points[2]], rest.Unread);
        Assert.Equal([points[3], points[1]], rest.Versions.Select(version => version.RecoveryPoint));
    }

    [Fact]
    public async Task Search_OverAllDatasources_ByWhereTheTextStands()
    {
        await using var server = await RunningServer.Start();
        var first = await server.Protect();
        var second = await server.Protect(path: server.MakeSource("elsewhere"));
        async Task<List<string>> Found(SearchQuery query) => [.. (await server.Client.Recovery.Search(query)).Items.Select(hit => $"{hit.SourceName}:{hit.Item.Path}")];

        Assert.Equal(["elsewhere:a.txt", "elsewhere:docs/report.txt", "source:a.txt", "source:docs/report.txt"], await Found(new SearchQuery(".TXT")));
        Assert.Equal(["elsewhere:docs/report.txt", "source:docs/report.txt"], await Found(new SearchQuery("rep") { Match = "startsWith" }));
        Assert.Empty(await Found(new SearchQuery("rep") { Match = "endsWith" }));
        Assert.Equal(["elsewhere:a.txt", "source:a.txt"], await Found(new SearchQuery("A.txt") { Match = "exact" }));
        Assert.Empty(await Found(new SearchQuery("docs"))); // the name is searched, not the folder
        Assert.Equal(["source:a.txt"], await Found(new SearchQuery("a.txt") { Source = "source" }));
        Assert.Equal(2, (await Found(new SearchQuery("a.txt") { Server = Environment.MachineName.ToLowerInvariant() })).Count);
        Assert.Empty(await Found(new SearchQuery("a.txt") { Server = "OTHER" }));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Recovery.Search(new SearchQuery("a") { Match = "regex" })));

        var again = await server.Wait(server.Client.CreateRecoveryPoint(new("source")));
        Assert.Equal(3, (await Found(new SearchQuery("a.txt"))).Count);
        var once = await server.Client.Recovery.Search(new SearchQuery("a.txt") { Once = true, Limit = 2 });
        Assert.Equal([again.RecoveryPoint!, second.RecoveryPoint!], once.Items.Select(hit => hit.RecoveryPoint));
        Assert.False(once.Truncated);
        Assert.True((await server.Client.Recovery.Search(new SearchQuery("a.txt") { Limit = 2 })).Truncated);
        server.Engine.Unreadable.Add(first.RecoveryPoint!);
        Assert.Equal([first.RecoveryPoint!], (await server.Client.Recovery.Search(new SearchQuery("a.txt"))).Unread);
    }

    [Fact]
    public async Task Days_AreThoseOfTheZone()
    {
        var time = new SteppedClock(new DateTimeOffset(2026, 3, 28, 22, 30, 0, TimeSpan.Zero));
        await using var server = await RunningServer.Start(time);
        await server.Protect();
        time.Advance(TimeSpan.FromHours(1)); // 00:30 of the 29th in Berlin, a day of 23 hours
        await server.Wait(server.Client.CreateRecoveryPoint(new("source", Online: true)));
        time.Advance(TimeSpan.FromHours(23));
        await server.Wait(server.Client.CreateRecoveryPoint(new("source")));

        Assert.Equal([(28, 2, 1), (29, 1, 0)], Days(await server.Client.Recovery.Days("source")));
        Assert.Equal([(28, 1, 0), (29, 1, 1), (30, 1, 0)], Days(await server.Client.Recovery.Days("source", zone: "Europe/Berlin")));
        var (from, to) = (new DateOnly(2026, 3, 29), new DateOnly(2026, 3, 29));
        Assert.Equal([(29, 1, 1)], Days(await server.Client.Recovery.Days("source", from, to, "Europe/Berlin")));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Recovery.Days("source", zone: "Mars/Olympus")));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Recovery.Days("source", to, from.AddDays(-1))));

        static IEnumerable<(int, int, int)> Days(PointDays found) => found.Days.Select(day => (day.Date.Day, day.Disk, day.Online));
    }

    [Fact]
    public async Task LimitedAccount_SeesNothingForeign_AndReadersNoContent()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        var (mine, other) = (await server.Protect(group: "Mine"), await server.Protect(path: server.MakeSource("elsewhere"), group: "Other"));
        server.Engine.OnContent = _ => new Content.MemoryContent(new byte[100]);
        using var recovers = await server.Account("recovers", RoleNames.RecoveryOperator, groups: ["Mine"]);
        using var reads = await server.Account("reads", RoleNames.Reader);

        Assert.All((await recovers.Recovery.Search(new SearchQuery("a"))).Items, hit => Assert.Equal(mine.Source, hit.Source));
        Assert.Single((await recovers.Recovery.Versions(mine.Source!, "a.txt")).Versions);
        Assert.Single((await recovers.Recovery.Days(mine.Source!)).Days);
        foreach (var name in (string[])[other.Source!, "elsewhere", Path.Combine(server.Folder, "elsewhere")])
        {
            Assert.Equal(ErrorCode.NotFound, await TestAccounts.Refused(recovers.Recovery.Browse(new BrowseQuery(name) { Limit = 10 })));
            Assert.Equal(ErrorCode.NotFound, await TestAccounts.Refused(recovers.Recovery.Versions(name, "a.txt")));
            Assert.Equal(ErrorCode.NotFound, await TestAccounts.Refused(recovers.Recovery.Days(name)));
            Assert.Equal(ErrorCode.NotFound, await TestAccounts.Refused(recovers.Recovery.Search(new SearchQuery("a") { Source = name })));
            Assert.Equal(ErrorCode.NotFound, await TestAccounts.Refused(recovers.Recovery.Content(new ContentQuery(name, "a.txt"))));
        }
        // A foreign point is none of this datasource either.
        Assert.Equal(ErrorCode.NoRecoveryPoint, await TestAccounts.Refused(recovers.Recovery.Content(new ContentQuery(mine.Source!, "a.txt") { At = other.RecoveryPoint! })));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await TestAccounts.Refused(recovers.Recovery.Browse(new BrowseQuery(mine.Source!) { Since = other.RecoveryPoint })));
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(recovers.Recovery.Content(new ContentQuery("es1", "a") { ExternalServer = "other" })));
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(recovers.Recovery.Versions("es1", "a", externalServer: "other")));
        (await recovers.Recovery.Content(new ContentQuery(mine.Source!, "a.txt"))).Dispose();

        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(reads.Recovery.Content(new ContentQuery("source", "a.txt"))));
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(reads.Recovery.Versions("source", "a.txt")));
        Assert.Equal(ErrorCode.Forbidden, await TestAccounts.Refused(reads.Recovery.Browse(new BrowseQuery("source"))));
        Assert.Single((await reads.Recovery.Days("source")).Days);
    }
}
