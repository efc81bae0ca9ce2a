using System.Text.Json;
using Bunit;
using Holdfast.Console.Pages.Overview;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Tests.Overview;

public sealed class ProtectionMapViewTests
{
    private static string Map(int total, params IReadOnlyList<MapRow> rows) =>
        JsonSerializer.Serialize(new ProtectionMap([new DateOnly(2026, 11, 19), new DateOnly(2026, 11, 20)], "UTC", total, 0, rows), InsightJson.Default.ProtectionMap);

    [Fact]
    public async Task Cell_OfADay_LeadsToThatDayAndSaysWhatBecameOfIt()
    {
        await using var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "overview/map", Map(1, new MapRow("s 1", "Payroll", "FS01", "Files", [MapCells.Failed, MapCells.Both])));
        var map = context.Render<ProtectionMapView>();
        map.WaitForAssertion(() => Assert.Equal(2, map.FindAll("a.cell").Count));
        var failed = map.FindAll("a.cell")[0];
        Assert.Equal("/recovery/s%201?day=2026-11-19", failed.GetAttribute("href"));
        Assert.Equal("Payroll, 2026-11-19: failed", failed.GetAttribute("title"));
        Assert.Contains("failed", failed.ClassList);
        Assert.Contains("both", map.FindAll("a.cell")[1].ClassList);
        Assert.Single(map.FindAll("[data-cell][tabindex='0']"));
    }

    [Fact]
    public async Task Cell_OfAnOutcomeThatIsNotKnown_IsShownAsNone()
    {
        await using var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "overview/map", Map(1, new MapRow("s", "Payroll", "FS01", "Files", ["menu-open", MapCells.Disk])));
        var map = context.Render<ProtectionMapView>();
        map.WaitForAssertion(() => Assert.Contains("none", map.FindAll("a.cell")[0].ClassList));
        Assert.DoesNotContain("menu-open", map.FindAll("a.cell")[0].ClassList);
    }

    [Fact]
    public async Task Following_MoreSourcesThanAPage_LeadsToTheNextRows()
    {
        await using var context = await new ConsoleContext().Open();
        context.Api.Answer("GET", "overview/map", Map(120, [.. Enumerable.Range(0, 50).Select(number => new MapRow($"s{number}", $"Share {number}", "FS01", "Files", [MapCells.Disk, MapCells.Disk]))]));
        var map = context.Render<ProtectionMapView>();
        map.WaitForAssertion(() => Assert.EndsWith("?from=50", map.Find("nav a").GetAttribute("href"), StringComparison.Ordinal));
        Assert.Single(map.FindAll("nav a"));
    }
}
