using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Working;

public sealed class PressTests(Chromium chromium, SampleServer samples)
{
    private const string Count =
        """
        window.clicks = 0;
        const button = document.querySelector("button[type=submit]");
        button.addEventListener("click", event => { event.preventDefault(); window.clicks++; });
        """;

    [Fact]
    public async Task Click_PageMovesWhileTheButtonIsDown_IsNotLost()
    {
        var page = await chromium.NewPage();
        await Press(page);
        // As a message does that comes up when the field above is left.
        await page.EvaluateAsync("document.querySelector('main, body').prepend(Object.assign(document.createElement('div'), { style: 'height: 300px' }))");
        await page.Mouse.UpAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("window.clicks"));
    }

    [Fact]
    public async Task Click_PulledAwayFromTheButton_IsNone()
    {
        var page = await chromium.NewPage();
        var box = await Press(page);
        await page.Mouse.MoveAsync(box.X + 5, box.Y + 150);
        await page.Mouse.UpAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("window.clicks"));
    }

    private async Task<LocatorBoundingBoxResult> Press(IPage page)
    {
        await page.GotoAsync(samples.Sample.Server.Address + "/signin");
        await page.EvaluateAsync(Count);
        var box = (await page.Locator("button[type=submit]").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 5, box.Y + 5);
        await page.Mouse.DownAsync();
        return box;
    }
}
