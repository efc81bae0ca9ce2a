using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Monitoring;

public sealed class AlertGoesAwayTests(Chromium chromium)
{
    [Fact]
    public async Task Alert_ItsCauseIsGone_LeavesTheListWithoutReload()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        var folder = server.Folder("letters", ("offer.txt", "an offer"));
        server.Installation.Done("protect", folder);
        await server.SignInByLink(page, "/monitoring/alerts");
        await Expect(page.GetByText("No alerts", new() { Exact = true }).Last).ToBeVisibleAsync();
        await page.EvaluateAsync("window.loadedOnce = true");
        var aside = folder + "-aside";
        Directory.Move(folder, aside);
        var (_, failed) = server.Installation.Job("recovery-point", "create", folder);
        Assert.Equal("failed", failed.State);
        await Expect(page.Row(folder)).Not.ToHaveCountAsync(0);
        await page.Row(folder).First.ClickAsync();
        await Expect(page.GetByText("What to do")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();
        await page.Button("Close").ClickAsync();
        Directory.Move(aside, folder);
        server.Installation.Done("recovery-point", "create", folder);
        await Expect(page.Row(folder)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Banner).GetByText("No alerts")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.loadedOnce === true"));
    }
}
