using Holdfast.Browser.Tests.Browsing;

namespace Holdfast.Browser.Tests.SigningIn;

public sealed class SignInTests(Chromium chromium)
{
    [Fact]
    public async Task DeepLink_NotSignedIn_LeadsBackAfterSigningIn()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        server.MakeAccount("ada", "administrator");
        await page.GotoAsync(server.Address + "/nothing-here?x=1");
        await page.IsAt("/signin?return=" + Uri.EscapeDataString("/nothing-here?x=1"));
        await server.SignInByForm(page, "ada");
        await page.IsAt("/nothing-here?x=1");
    }

    [Fact]
    public async Task WrongPassword_IsRefusedInWordsAndSetsNoCookie()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        server.MakeAccount("ada", "administrator");
        await page.GotoAsync(server.Address + "/signin");
        await page.FillAsync("input[name='Form.Name']", "ada");
        await page.FillAsync("input[name='Form.Password']", "wrong");
        await page.ClickAsync("button[type=submit]");
        Assert.Contains("was not accepted", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => cookie.Name == "holdfast");
    }

    [Fact]
    public async Task Link_UsedTwice_IsRefusedTheSecondTime()
    {
        var (first, second) = (await chromium.NewPage(), await chromium.NewPage());
        using var server = new ConsoleServer();
        var link = server.Installation.Run("console").Expect(0).Output.Trim();
        await first.GotoAsync(link);
        await first.ClickAsync("button[type=submit]");
        await first.WaitForSelectorAsync("nav.side");
        await second.GotoAsync(link);
        await second.ClickAsync("button[type=submit]");
        Assert.Contains("has been used", await second.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_OfASession_IsForThisServerAloneAndNotForScripts()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        await server.SignInByLink(page);
        var cookie = Assert.Single(await page.Context.CookiesAsync(), cookie => cookie.Name == "holdfast");
        Assert.True(cookie.HttpOnly);
        Assert.Equal(Microsoft.Playwright.SameSiteAttribute.Strict, cookie.SameSite);
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOnTheServerToo()
    {
        var page = await chromium.NewPage();
        using var server = new ConsoleServer();
        await server.SignInByLink(page);
        var cookie = Assert.Single(await page.Context.CookiesAsync(), cookie => cookie.Name == "holdfast");
        await page.ClickAsync(".account summary");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.IsAt(server.Address + "/signin");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", cookie.Value);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/session")).StatusCode);
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => cookie.Name == "holdfast");
    }
}
