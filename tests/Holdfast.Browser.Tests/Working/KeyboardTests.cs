using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Working;

/// <summary>No mouse.</summary>
public sealed class KeyboardTests(Chromium chromium, SampleServer samples)
{
    private const int MostStops = 60;

    [Fact]
    public async Task SignIn_Search_RowAndPanel_WorkByKeysAndFocusIsSeen()
    {
        var page = await chromium.NewPage();
        await page.GotoAsync(samples.Sample.Server.Address + "/signin");
        await Expect(page.GetByLabel("Account")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Sample.Administrator);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(ConsoleServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Settle();
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("All sources");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("All sources");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Row("Projects").First).ToBeVisibleAsync();
        await page.Settle();
        await TabTo(page, "[data-row]");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowUp");
        var row = await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-rowindex')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("aside.panel h2")).ToBeVisibleAsync();
        await Expect(page.Locator("aside.panel")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("aside.panel")).ToHaveCountAsync(0);
        await Expect(page.Locator($"[data-row][aria-rowindex='{row}']")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SkipLink_IsTheFirstStopAndLeadsToTheContent()
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, Sample.Administrator));
        await page.Show(samples.Sample.Address("/protection"));
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.classList.contains('skip')"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    // From stop to stop; each must show that it is where the keys go.
    private static async Task TabTo(IPage page, string wanted)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (isThere, isSeen, what) = await Focus(page, wanted);
            Assert.True(isSeen, $"Focus cannot be seen on {what}.");
            if (isThere) return;
        }
        Assert.Fail($"{MostStops} stops do not lead to {wanted}.");
    }

    private static async Task<(bool IsThere, bool IsSeen, string What)> Focus(IPage page, string wanted)
    {
        var found = await page.EvaluateAsync<string[]>(
            """
            wanted => {
                const one = document.activeElement, style = getComputedStyle(one);
                // A heading that a page has just put the focus on is no stop of the keyboard.
                const seen = one === document.body || one.tabIndex < 0 || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
                return [one.matches(wanted), seen, one.outerHTML.slice(0, 200)].map(String);
            }
            """, wanted);
        return (found[0] == "true", found[1] == "true", found[2]);
    }
}
