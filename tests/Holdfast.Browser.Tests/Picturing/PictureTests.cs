using Holdfast.Browser.Tests.Browsing;
using Holdfast.Browser.Tests.SettingUp;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Picturing;

/// <summary>Writes a picture of every page into the folder that HOLDFAST_SCREENSHOTS names (eng/screenshots.sh).</summary>
public sealed class PictureTests(Chromium chromium, SampleServer samples)
{
    private static readonly string? folder = Environment.GetEnvironmentVariable("HOLDFAST_SCREENSHOTS");

    // Two of those that README shows have names of their own; the third is of the wizard, some pages in.
    private static readonly Dictionary<string, string> names = new()
    {
        ["/"] = "overview", ["/recovery/{source}/{point}?path=letters&item=letters%2Fletter-01.txt"] = "recovery",
    };

    [Fact]
    public async Task Pages_All_ArePictured()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "HOLDFAST_SCREENSHOTS names no folder.");
        Directory.CreateDirectory(folder!);
        foreach (var template in Pages.All) await Picture(template, NameOf(template), false, false);
        await PictureOfANewGroup();
        await Picture("/", "overview-dark", true, false);
        await Picture("/", "overview-narrow", false, true);
        Assert.Equal(Pages.All.Count, Pages.All.Select(NameOf).Distinct().Count());
    }

    private async Task Picture(string template, string name, bool isDark, bool isNarrow)
    {
        var page = await chromium.NewPage(isDark, isNarrow, state: await samples.Sample.State(chromium, Sample.Administrator));
        await page.Show(samples.Sample.Address(template));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, name + ".png"), FullPage = isNarrow, Animations = ScreenshotAnimations.Disabled });
        await page.Context.CloseAsync();
    }

    /// <summary>That picture alone.</summary>
    [Fact]
    public async Task NewGroup_IsPictured()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "HOLDFAST_SCREENSHOTS names no folder.");
        await PictureOfANewGroup();
    }

    private async Task PictureOfANewGroup()
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, Sample.Administrator));
        await page.Show(samples.Sample.Address("/protection/new"));
        await page.GetByLabel("Name of the group").FillAsync("Accounting");
        await page.Next("Members");
        await page.GetByLabel("Search, or type a path").FillAsync("/srv");
        await page.GetByRole(AriaRole.Tree, new() { Name = "Servers and folders" }).Locator(".tree-box").First.ClickAsync();
        foreach (var step in (string[])["Exclusions", "Method", "Short-term goals", "Storage", "First copy", "Consistency check", "Online data", "Online schedule and retention"]) await page.Next(step);
        await page.Settle();
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, "new-group.png"), Animations = ScreenshotAnimations.Disabled });
        await page.Context.CloseAsync();
    }

    private static string NameOf(string template) =>
        names.TryGetValue(template, out var name) ? name : string.Join('-', template.Split('/', '?', '=', '&', '{', '}', '%', '.').Where(part => part.Length > 0)).ToLowerInvariant();
}
