using System.Text.Json;
using Bunit;
using Holdfast.Console.Pages.Monitoring;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api.Applications;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Applications;

public sealed class DrillsPageTests
{
    [Fact]
    public async Task Render_Drills_SaysHowFarTheyWentAndWhatTheyFound()
    {
        await using var context = await Opened();
        var page = context.Render<DrillsPage>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tr[data-row]").Count));
        var rows = page.FindAll("tr[data-row]").Select(row => row.TextContent).ToList();
        Assert.Contains("Compared", rows[0], StringComparison.Ordinal);
        Assert.Contains("42 s", rows[0], StringComparison.Ordinal);
        Assert.Contains("Not sound", rows[1], StringComparison.Ordinal);
        Assert.Contains("A log backup is missing.", rows[1], StringComparison.Ordinal);
        Assert.Empty(page.FindAll("img"));
        Assert.NotEmpty(page.FindAll("svg.chart polyline"));
    }

    [Fact]
    public async Task Render_OnlyUnsound_LeavesTheOthersOut()
    {
        await using var context = await Opened();
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/monitoring/drills?sound=no");
        var page = context.Render<DrillsPage>();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("tr[data-row]")));
    }

    [Fact]
    public void Trend_Drills_IsALineASourceInTheOrderOfTime()
    {
        var drills = JsonSerializer.Deserialize(Answers.Drills, ApplicationsJson.Default.DrillList)!.Drills;
        var line = Assert.Single(DrillTrend.Of(drills));
        Assert.Equal("orders", line.Title);
        Assert.Equal([60, 42], line.Points.Select(point => point.Value));
    }

    private static async Task<ConsoleContext> Opened()
    {
        var context = await new ConsoleContext("reader").Open();
        context.Api.Answer("GET", "drills", Answers.Drills);
        return context;
    }
}
