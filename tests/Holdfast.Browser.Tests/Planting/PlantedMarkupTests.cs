using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Planting;

public sealed class PlantedMarkupTests(Chromium chromium, PlantedServer planted) : IClassFixture<PlantedServer>
{
    // Elements that only a payload could have made, and addresses that only a payload could have given.
    private const string Obeyed = "[onerror], [onload], img[src='x'], main script, a[href^='javascript' i], form[action^='javascript' i], iframe";

    // Signs that turn the direction of writing where nothing keeps them to themselves: a name would be read as another one.
    private const string Turned =
        """
        [...document.querySelectorAll('main *')].filter(one => !one.closest('bdi') && [...one.childNodes].some(node => node.nodeType === 3 && /[\u202a-\u202e\u2066-\u2069]/.test(node.data)))
            .map(one => one.outerHTML.slice(0, 200)).slice(0, 4).join('\n')
        """;

    /// <param name="shows">Part of a payload that the page is known to show, so that it is this page that has been looked at.</param>
    [Theory]
    [InlineData("/", "onerror")]
    [InlineData("/protection", "onerror")]
    [InlineData("/protection/groups/{group}", "onerror")]
    [InlineData("/protection/groups/{group}?tab=policy", "onerror")]
    [InlineData("/protection/groups/{group}?tab=jobs", "onerror")]
    [InlineData("/protection/groups/{group}?stop=all", "onerror")]
    [InlineData("/protection/groups/{group}/modify", "onerror")]
    [InlineData("/protection/groups/{group}/modify?step=members", "script")]
    [InlineData("/protection/groups/{group}/modify?step=summary", "onerror")]
    [InlineData("/protection/sources", "javascript:")]
    [InlineData("/protection/sources/{planted}", "onerror")]
    [InlineData("/protection/sources?text={text}&server={text}&group={address}", null)]
    [InlineData("/recovery", "script")]
    [InlineData("/recovery/{source}", "onload")]
    [InlineData("/recovery/{source}/{point}?path={folder}", "onload")]
    [InlineData("/recovery/{source}/{point}?item={file}", "onload")]
    [InlineData("/recovery/{source}/versions?path={file}", "onload")]
    [InlineData("/recovery/{source}/{point}/recover?path={folder}", "onerror")]
    [InlineData("/recovery/search?text={file}", "onload")]
    [InlineData("/recovery/search?text=onerror", "onerror")]
    [InlineData("/recovery/reports/{recovery}", "onerror")]
    [InlineData("/monitoring/alerts", "script")]
    [InlineData("/monitoring/alerts/{alert}", "onerror")]
    [InlineData("/monitoring/alerts?by=group", "script")]
    [InlineData("/monitoring/jobs", "onerror")]
    [InlineData("/monitoring/jobs/{failedJob}", "onload")]
    [InlineData("/monitoring/jobs?server={text}&group={address}&from={text}&source={address}", null)]
    [InlineData("/agents", "onerror")]
    [InlineData("/agents/planted", "onload")]
    [InlineData("/agents/add", null)]
    [InlineData("/storage", "script")]
    [InlineData("/vault", null)]
    [InlineData("/monitoring/drills", "onerror")]
    [InlineData("/monitoring/drills?drill=planted&source={text}", "onerror")]
    [InlineData("/recovery/{source}/application?at={text}", null)]
    [InlineData("/settings/credentials", "script")]
    [InlineData("/settings/accounts", "onerror")]
    [InlineData("/settings/notifications", "onerror")]
    [InlineData("/settings/audit", "script")]
    [InlineData("/nothing-here?{text}={address}", null)]
    public async Task Page_WithMarkupFromElsewhere_ShowsItAndDoesNotObey(string template, string? shows)
    {
        var page = await chromium.NewPage(state: await planted.State(chromium));
        var watch = new Watch(page, planted.Server.Address);
        await page.Show(planted.Address(template));
        if (shows is not null) await page.WaitForFunctionAsync("shows => (document.body.innerText + ' ' + [...document.querySelectorAll('input')].map(one => one.value).join(' ')).includes(shows)", shows);
        Assert.False(await page.EvaluateAsync<bool>("window.planted !== undefined"));
        Assert.Equal(0, await page.Locator(Obeyed).CountAsync());
        Assert.Empty(await page.EvaluateAsync<string>(Turned));
        Assert.True(watch.Troubles.Count == 0, string.Join('\n', watch.Troubles));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Search_ThatFindsMarkup_ShowsItAndDoesNotObey()
    {
        var page = await chromium.NewPage(state: await planted.State(chromium));
        var watch = new Watch(page, planted.Server.Address);
        await page.Show(planted.Address("/agents"));
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync("onerror");
        await Expect(page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Recover <img" }).First).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("window.planted !== undefined"));
        Assert.Equal(0, await page.Locator(Obeyed).CountAsync());
        Assert.Empty(watch.Troubles);
    }

    [Theory]
    [InlineData("javascript:window.planted=1")]
    [InlineData("//example.org/")]
    [InlineData("https://example.org/")]
    [InlineData("/\\example.org")]
    [InlineData("data:text/html,<script>window.planted=1</script>")]
    public async Task SignIn_WithAReturnElsewhere_StaysHere(string target)
    {
        var page = await chromium.NewPage();
        planted.Server.Installation.Run("console").Expect(0);
        var link = planted.Server.Installation.Run("console").Expect(0).Output.Trim().Split('\n')[^1].Trim();
        await page.GotoAsync($"{link}&return={Uri.EscapeDataString(target)}");
        await page.Button("Go on").ClickAsync();
        await page.Heading().First.WaitForAsync();
        Assert.StartsWith(planted.Server.Address + "/", page.Url, StringComparison.Ordinal);
        Assert.False(await page.EvaluateAsync<bool>("window.planted !== undefined"));
    }

    /// <summary>What is planted runs where a page obeys: the flag is one that can be set.</summary>
    [Fact]
    public async Task Payload_WherePagesObey_SetsTheFlag()
    {
        var page = await chromium.NewPage();
        await page.SetContentAsync(Payloads.Image + Payloads.Vector + Payloads.Script);
        await page.WaitForFunctionAsync("window.planted === 1");
        Assert.NotEqual(0, await page.Locator("[onerror]").CountAsync());
    }
}
