using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Picturing;

/// <summary>Writes a picture of every page into the folder that HOLDFAST_SCREENSHOTS names (eng/screenshots.sh).</summary>
public sealed class PictureTests(Chromium chromium, SampleServer samples)
{
    private static readonly string? folder = Environment.GetEnvironmentVariable("HOLDFAST_SCREENSHOTS");

    // The three that README shows have names of their own.
    private static readonly Dictionary<string, string> names = new()
    {
        ["/"] = "overview", ["/recovery/{source}/{point}?path=letters&item=letters%2Fletter-01.txt"] = "recovery", ["/protection/groups/{group}/modify?step=online-goals"] = "new-group",
    };

    [Fact]
    public async Task Pages_All_ArePictured()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "HOLDFAST_SCREENSHOTS names no folder.");
        Directory.CreateDirectory(folder!);
        foreach (var template in Pages.All) await Picture(template, NameOf(template), false, false);
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

    private static string NameOf(string template) =>
        names.TryGetValue(template, out var name) ? name : string.Join('-', template.Split('/', '?', '=', '&', '{', '}', '%', '.').Where(part => part.Length > 0)).ToLowerInvariant();
}
