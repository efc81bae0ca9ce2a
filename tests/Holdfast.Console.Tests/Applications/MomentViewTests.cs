using Bunit;
using Holdfast.Console.Pages.Recovery;
using Holdfast.Console.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Applications;

public sealed class MomentViewTests
{
    private const string Verdict = "#moment-verdict", Time = "input[type=time]", Go = "a[href*='/application?']";

    [Fact]
    public async Task Render_Application_ShowsTheReachedTimesAndTheNewestMoment()
    {
        await using var context = await Opened("administrator");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1"));
        page.WaitForAssertion(() => Assert.Contains("2026-11-23 14:00:00 can be recovered by the log", page.Find(Verdict).TextContent, StringComparison.Ordinal));
        Assert.Contains("00:00:00–12:03:08, 12:29:58–14:00:00", page.Find(".day-words").TextContent, StringComparison.Ordinal);
        Assert.Contains("12:03:08–12:29:58", page.Find(".day-words").TextContent, StringComparison.Ordinal);
        Assert.Contains("Following", page.Markup, StringComparison.Ordinal);
        Assert.Contains("3.4 s", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("b"));
        Assert.DoesNotContain(context.Api.Asked, line => line.StartsWith("GET browse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Time_InAGap_IsRefusedWithTheNearestOnes()
    {
        await using var context = await Opened("recoveryOperator");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1"));
        await page.WaitForElement(Time).InputAsync(new() { Value = "12:03:10" });
        Assert.Contains("Nothing reaches 2026-11-23 12:03:10.", page.Find(Verdict).TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".moments " + Go));
        var nearest = page.FindAll(Verdict + " button");
        Assert.Equal(["2026-11-23 12:03:08", "2026-11-23 12:29:58"], nearest.Select(button => button.TextContent.Trim()));
        Assert.Contains("UTC", nearest[0].GetAttribute("title"), StringComparison.Ordinal);
        await nearest[0].ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("/recovery/s1/application?at=2026-11-23T12%3A03%3A08Z", page.Find(".moments " + Go).GetAttribute("href")));
    }

    [Fact]
    public async Task Time_WithinARange_LeadsToItsRecovery()
    {
        await using var context = await Opened("administrator");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1"));
        await page.WaitForElement(Time).InputAsync(new() { Value = "12:03:07" });
        Assert.Equal("/recovery/s1/application?at=2026-11-23T12%3A03%3A07Z", page.Find(".moments " + Go).GetAttribute("href"));
    }

    [Fact]
    public async Task Render_PointOfTheAddress_IsMeantByItsId()
    {
        await using var context = await Opened("administrator");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1").Add(part => part.Point, "p1"));
        page.WaitForAssertion(() => Assert.Equal("/recovery/s1/application?at=p1", page.Find(".moments " + Go).GetAttribute("href")));
        Assert.Equal("22:00:01", page.Find(Time).GetAttribute("value"));
    }

    [Fact]
    public async Task Render_Reader_SeesWhatCouldBeRecoveredAndNoWayToDoIt()
    {
        await using var context = await Opened("reader");
        var page = context.Render<BrowsePage>(parameters => parameters.Add(part => part.Source, "s1"));
        page.WaitForElement(Time);
        Assert.Empty(page.FindAll(Go));
    }

    private static async Task<ConsoleContext> Opened(string role)
    {
        var context = new ConsoleContext(role);
        context.Services.AddScoped<Basket>();
        context.Api.Answer("GET", "sources/find", Answers.Source).Answer("GET", "recovery-points", Answers.Points).Answer("GET", "sources/range", Answers.Range);
        return await context.Open();
    }
}
