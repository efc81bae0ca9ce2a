using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Holdfast.Browser.Tests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Permitting;

/// <summary>What an account may not do it is not offered, and is refused when it asks by hand.</summary>
public sealed class RoleTests(Chromium chromium, SampleServer samples)
{
    private static readonly string[] administrators =
    [
        "New protection group", "Protect something", "Change", "Suspend", "Stop protection …", "Delete the group", "Add disk", "Add a server", "Add an account", "Delete from disk", "Register with a vault",
        "Change the passphrase", "Remove",
    ];
    private static readonly string[] running = ["Create recovery point", "Recovery point now", "Synchronize", "Consistency check", "Collect", "Rescan", "Run again", "Resolve", "Cancel the job"];
    private static readonly string[] recovering = ["Recover", "Recover …", "Recover everything …", "Search all recovery points", "Download", "Open its recovery point", "Report of the recovery"];
    private static readonly string[] looked =
    [
        "/", "/protection", "/protection/groups/{group}", "/protection/groups/{otherGroup}", "/protection/sources/{source}", "/protection/inactive/{inactive}", "/recovery", "/recovery/{source}", "/monitoring/jobs/{failedJob}",
        "/monitoring/alerts/{alert}", "/storage", "/agents", "/vault", "/settings", "/settings/account", "/settings/accounts", "/settings/audit", "/settings/notifications",
    ];

    public static TheoryData<string, bool, bool> Accounts => new() { { Sample.Reader, false, false }, { Sample.RecoveryOperator, false, true }, { Sample.Operator, true, false } };

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task Pages_OfAnAccount_OfferOnlyWhatItMay(string account, bool mayRun, bool mayRecover)
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, account));
        string[] forbidden = [.. administrators, .. mayRun ? [] : running, .. mayRecover ? [] : recovering];
        List<string> offered = [];
        foreach (var template in looked)
        {
            await page.Show(samples.Sample.Address(template));
            var words = await page.Locator("main").GetByRole(AriaRole.Button).Or(page.Locator("main").GetByRole(AriaRole.Link)).AllInnerTextsAsync();
            offered.AddRange(words.OfType<string>().Select(word => word.Trim()).Where(forbidden.Contains).Select(word => $"{template}: {word}"));
        }
        Assert.Empty(offered);
    }

    /// <summary>The list of forbidden words is not one of words that nobody says.</summary>
    [Fact]
    public async Task Pages_OfAnAdministrator_OfferIt()
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, Sample.Administrator));
        foreach (var (template, word) in ((string, string)[])[
            ("/protection", "New protection group"), ("/protection/groups/{group}", "Change"), ("/protection/groups/{group}", "Create recovery point"), ("/protection/sources/{source}", "Synchronize"),
            ("/recovery/{source}", "Recover everything …"), ("/monitoring/jobs/{failedJob}", "Run again"), ("/monitoring/alerts/{alert}", "Resolve"), ("/storage", "Collect"), ("/settings/accounts", "Add an account")])
        {
            await page.Show(samples.Sample.Address(template));
            await Expect(page.Locator("main").GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).Or(page.Locator("main").GetByRole(AriaRole.Link, new() { Name = word, Exact = true })).First).ToBeVisibleAsync();
        }
    }

    [Theory]
    [InlineData("/protection/new")]
    [InlineData("/protection/groups/{group}/modify")]
    [InlineData("/storage/add")]
    [InlineData("/agents/add")]
    [InlineData("/vault/register")]
    [InlineData("/vault/passphrase")]
    [InlineData("/settings/accounts")]
    [InlineData("/settings/audit")]
    [InlineData("/recovery/search?text=letter")]
    [InlineData("/recovery/{source}/{point}/recover")]
    public async Task Address_TypedByAReader_ShowsNoFormAndNoContent(string template)
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, Sample.Reader));
        await page.Show(samples.Sample.Address(template));
        await Expect(page.Locator("main .empty, main .notice").First).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("main").GetByRole(AriaRole.Textbox).CountAsync());
        Assert.Equal(0, await page.Locator("main").GetByRole(AriaRole.Row).CountAsync());
    }

    [Theory]
    [InlineData(Sample.Reader, "POST", "groups", """{"name":"Mine"}""")]
    [InlineData(Sample.Reader, "POST", "recovery-points", """{"source":"{source}"}""")]
    [InlineData(Sample.Reader, "POST", "jobs/{failedJob}/rerun", "{}")]
    [InlineData(Sample.Reader, "GET", "browse?source={source}&at=latest", null)]
    [InlineData(Sample.Reader, "GET", "content?source={source}&at=latest&path=letters/letter-01.txt", null)]
    [InlineData(Sample.Reader, "GET", "accounts", null)]
    [InlineData(Sample.RecoveryOperator, "POST", "recovery-points", """{"source":"{source}"}""")]
    [InlineData(Sample.RecoveryOperator, "DELETE", "recovery-points/{point}", null)]
    [InlineData(Sample.RecoveryOperator, "PUT", "configuration/workers", """{"value":1}""")]
    [InlineData(Sample.Operator, "GET", "browse?source={source}&at=latest", null)]
    [InlineData(Sample.Operator, "POST", "recover", """{"source":"{source}","at":"latest","to":"/tmp/x"}""")]
    [InlineData(Sample.Scoped, "GET", "disks", null)]
    [InlineData(Sample.Scoped, "GET", "accounts", null)]
    public async Task Api_AskedByHand_Refuses(string account, string method, string route, string? body) =>
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(account, method, route, body));

    [Theory]
    [InlineData("sources/find?source={source}")]
    [InlineData("groups/{group}")]
    [InlineData("browse?source={source}&at=latest")]
    [InlineData("content?source={source}&at=latest&path=letters/letter-01.txt")]
    [InlineData("recovery-points/{point}")]
    [InlineData("jobs/{recovery}")]
    public async Task Api_AskedForWhatIsOutOfScope_KnowsNothingOfIt(string route) =>
        Assert.Contains(await Ask(Sample.Scoped, "GET", route, null), (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.NotFound]);

    [Theory]
    [InlineData("/")]
    [InlineData("/protection")]
    [InlineData("/protection/sources")]
    [InlineData("/recovery")]
    [InlineData("/recovery/search?text=letter")]
    [InlineData("/monitoring/jobs")]
    [InlineData("/monitoring/alerts")]
    public async Task Page_OfAScopedAccount_ShowsNothingOfOtherGroups(string template)
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, Sample.Scoped));
        await page.Show(samples.Sample.Address(template));
        var text = await page.InnerTextAsync("main");
        Assert.DoesNotContain("Office documents", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mail archive", text, StringComparison.Ordinal);
        Assert.DoesNotContain("letter-01", text, StringComparison.Ordinal);
        Assert.DoesNotContain("This page met something", text, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> Ask(string account, string method, string route, string? body)
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, account));
        var cookie = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "holdfast");
        await page.Context.CloseAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", cookie.Value);
        using var request = new HttpRequestMessage(new HttpMethod(method), samples.Sample.Address("/api/v1/" + route));
        if (body is not null) request.Content = new StringContent(body.Replace("{source}", samples.Sample.Id("source"), StringComparison.Ordinal), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
