using System.Text.Json;
using Holdfast.Browser.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Working;

public sealed class LanguageTests(Chromium chromium, SampleServer samples)
{
    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("en-GB", "en")]
    [InlineData("fi-FI", "en")]
    public async Task Page_OfABrowser_IsInItsLanguageWhereThereIsOne(string browser, string shown)
    {
        var page = await chromium.NewPage(language: browser, state: await samples.Sample.State(chromium, Sample.Administrator));
        await page.Show(samples.Sample.Address("/"));
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", shown);
        using var stream = typeof(Console.Hosting.ConsoleWeb).Assembly.GetManifestResourceStream($"text/{shown}.json")!;
        using var texts = JsonDocument.Parse(stream);
        foreach (var word in (string[])["Overview", "Protection", "Recovery", "Settings"])
        {
            if (!texts.RootElement.TryGetProperty(word, out var translated))
            {
                Assert.SkipWhen(shown != "en", $"\"{word}\" has no text in {shown} yet.");
                await Expect(page.Locator("nav.side").GetByText(word, new() { Exact = true })).ToBeVisibleAsync();
            }
            else await Expect(page.Locator("nav.side").GetByText(translated.GetString()!, new() { Exact = true })).ToBeVisibleAsync();
        }
    }
}
