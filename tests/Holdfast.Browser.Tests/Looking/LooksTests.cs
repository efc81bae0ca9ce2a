using Deque.AxeCore.Commons;
using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Looking;

public sealed class LooksTests(Chromium chromium, SampleServer samples)
{
    public static TheoryData<string> AllPages => [.. Pages.All];

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task Page_InLightDarkAndNarrow_IsAccessibleQuietAndFits(string template)
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, Sample.Administrator));
        var watch = new Watch(page, samples.Sample.Server.Address);
        await page.Show(samples.Sample.Address(template));
        Assert.Empty(await page.Locator("main .notice.danger").Filter(new() { HasText = "This page met something" }).AllInnerTextsAsync());
        List<string> findings = [.. await Findings(page, "light", null)];
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        findings.AddRange(await Findings(page, "dark", new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast") }));
        await page.SetViewportSizeAsync(390, 844);
        await page.Settle();
        var width = await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth, document.querySelector('main').scrollWidth)");
        if (width > 390) findings.Add($"narrow: the page is {width} pixels wide, by {await Widest(page)}");
        await page.Context.CloseAsync();
        findings.AddRange(watch.Troubles);
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignIn_InLightAndDark_IsAccessible(bool isDark)
    {
        var page = await chromium.NewPage(isDark, isNarrow: isDark);
        await page.GotoAsync(samples.Sample.Server.Address + "/signin");
        await page.GetByLabel("Account").WaitForAsync();
        Assert.Empty(await Findings(page, "sign-in", null));
    }

    /// <summary>That nothing is found elsewhere is not because nothing is looked for.</summary>
    [Fact]
    public async Task Findings_PageWithFaults_AreFound()
    {
        var page = await chromium.NewPage();
        await page.SetContentAsync("""<html lang="en"><title>t</title><main><h1>t</h1><img src="data:,"><p style="color: #aaa; background: #fff">pale</p></main></html>""");
        var found = await page.Findings();
        Assert.Contains(found, finding => finding.StartsWith("image-alt ", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.StartsWith("color-contrast ", StringComparison.Ordinal));
    }

    /// <summary>A page that is made later is looked at, too.</summary>
    [Fact]
    public void Pages_All_NamesEveryPageOfTheConsole()
    {
        var routes = typeof(Console.Hosting.ConsoleWeb).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributesData()).Where(attribute => attribute.AttributeType.Name == "RouteAttribute")
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value!);
        // The setup and the portal have servers and tests of their own; another server's points need that server.
        var missing = routes.Where(route => route != "/signin" && !route.Contains('*', StringComparison.Ordinal) && !route.StartsWith("/setup", StringComparison.Ordinal)
            && !route.StartsWith("/portal", StringComparison.Ordinal) && !route.StartsWith("/recovery/external/", StringComparison.Ordinal)).Where(route => !Pages.All.Any(page => IsPage(page, route)));
        Assert.Empty(missing);
    }

    private static bool IsPage(string page, string route)
    {
        var (ours, theirs) = (page.Split('?')[0].Split('/'), route.Split('/'));
        return ours.Length == theirs.Length && ours.Zip(theirs).All(parts => parts.Second.StartsWith('{') || parts.First == parts.Second);
    }

    private static async Task<IEnumerable<string>> Findings(IPage page, string look, AxeRunOptions? options) => (await page.Findings(options)).Select(finding => $"{look}: {finding}");

    private static Task<string> Widest(IPage page) => page.EvaluateAsync<string>(
        "[...document.querySelectorAll('main, main *')].filter(one => one.getBoundingClientRect().right > 391).slice(0, 4).map(one => one.tagName + '.' + one.className).join(' > ')");
}
