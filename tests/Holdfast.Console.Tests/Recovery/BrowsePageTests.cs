using Bunit;
using Holdfast.Console.Pages.Recovery;
using Holdfast.Console.Tests.Serving;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Recovery;

public sealed class BrowsePageTests
{
    private const string Source = """
        {"id":"s1","name":"docs","kind":"files","server":"FS01","path":"/srv/<b>docs","group":null,"protection":"protected","replicaState":"ok","exclude":[],"excludeExtensions":[],"crossMountPoints":false,
        "online":false,"lastRecoveryPoint":null,"lastOnlineRecoveryPoint":null,"recoveryPoints":1,"onlineRecoveryPoints":1,"nextRun":null}
        """;

    private const string Points = """
        {"recoveryPoints":[
        {"id":"p0","source":"s1","sourceName":"docs","path":"/srv/docs","server":"FS01","created":"2026-11-20T10:00:00Z","items":3,"itemsFailed":0,"bytes":10,"disk":true,"online":false,"expires":null},
        {"id":"p1","source":"s1","sourceName":"docs","path":"/srv/docs","server":"FS01","created":"2026-11-23T10:00:00Z","items":3,"itemsFailed":0,"bytes":10,"disk":true,"online":true,"expires":null}]}
        """;

    private const string Folder = """
        {"recoveryPoint":"p1","source":"s1","path":"","total":2,"offset":0,"items":[
        {"path":"<img src=x onerror=alert(1)>","name":"<img src=x onerror=alert(1)>","kind":"directory","size":0,"modified":"2026-11-23T09:00:00Z","mode":"0755","owner":0,"group":0,"target":null,"condition":"complete"},
        {"path":"cod\u202Eexe.txt","name":"cod\u202Eexe.txt","kind":"file","size":1536,"modified":"2026-11-23T09:00:00Z","mode":"0644","owner":0,"group":0,"target":null,"condition":"complete"}]}
        """;

    [Fact]
    public async Task Render_NamesWithMarkupAndTurnedText_AreInert()
    {
        await using var context = await Opened("administrator");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1"));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tr[data-row]").Count));
        Assert.Empty(page.FindAll("img"));
        Assert.DoesNotContain('\u202E', page.Find("tbody:has([data-row])").TextContent);
        Assert.Contains("‹U+202E›", page.Find("tbody:has([data-row])").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_NoPointInAddress_ShowsTheNewestAndMarksItsDays()
    {
        await using var context = await Opened("recoveryOperator");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tr[data-row]")));
        Assert.Contains(context.Api.Asked, line => line.StartsWith("GET browse?source=s1&at=p1", StringComparison.Ordinal));
        Assert.Equal("20, 2026-11-20: 1 on disk, 0 in the vault", page.Find("button[aria-label*='2026-11-20']").GetAttribute("aria-label"));
        Assert.Equal("true", page.Find("button[aria-label*='2026-11-23']").GetAttribute("aria-pressed"));
        Assert.True(page.Find("button[aria-label*='2026-11-21']").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Open_Folder_GoesToItsAddress()
    {
        await using var context = await Opened("administrator");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tr[data-row]")));
        await page.Find("tr[data-row]").ClickAsync(new());
        Assert.EndsWith("/recovery/s1/p1?path=%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_Reader_DoesNotLookInside()
    {
        await using var context = await Opened("reader");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".empty")));
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("GET browse", StringComparison.Ordinal));
        Assert.Empty(page.FindAll("a[href*='/recover?'], a[href$='/recover']"));
    }

    [Fact]
    public async Task Render_PointThatIsGone_SaysSo()
    {
        await using var context = await Opened("administrator");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1").Add(part => part.Point, "gone"));
        page.WaitForAssertion(() => Assert.Contains("not kept any more", page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    private static async Task<ConsoleContext> Opened(string role)
    {
        var context = new ConsoleContext(role);
        context.Services.AddScoped<Basket>();
        context.Api.Answer("GET", "sources/find", Source).Answer("GET", "recovery-points", Points).Answer("GET", "browse", Folder);
        return await context.Open();
    }
}
