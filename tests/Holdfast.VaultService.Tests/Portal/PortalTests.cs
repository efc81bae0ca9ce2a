using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Holdfast.Console.Pages;
using Holdfast.Console.Portal;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.VaultService.Tests.Hosting;
using Holdfast.VaultService.Trust;
using Microsoft.AspNetCore.Components;

namespace Holdfast.VaultService.Tests.Portal;

/// <summary>The portal beside the routes of the service, as a browser and as an attacker meet it.</summary>
public sealed partial class PortalTests
{
    private const string Cookie = "__Host-holdfast-vault";

    [GeneratedRegex("name=\"(__RequestVerificationToken|_handler)\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [Theory]
    [InlineData("/portal")]
    [InlineData("/portal/vaults/Main")]
    [InlineData("/portal/new")]
    [InlineData("/portal/servers?vault=Main")]
    [InlineData("/portal/usage")]
    [InlineData("/portal/deleted")]
    [InlineData("/portal/audit")]
    [InlineData("/portal/administrators")]
    public async Task Page_NotSignedIn_LeadsToTheSignInAndBack(string path)
    {
        await using var served = await ServedVault.Start();
        using var browser = Browser(served);
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/signin?return=" + Uri.EscapeDataString(path), answer.Headers.Location!.OriginalString);
        using var page = await browser.GetAsync(answer.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("holdfast vault console", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstPage_IsThePortals()
    {
        await using var served = await ServedVault.Start();
        using var browser = Browser(served);
        using var answer = await browser.GetAsync("/");
        Assert.Equal((HttpStatusCode.Redirect, "/portal"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("/setup")]
    [InlineData("/protection")]
    [InlineData("/monitoring/alerts")]
    [InlineData("/settings/accounts")]
    [InlineData("/vault/../protection")]
    public async Task Page_OfAServersConsole_IsNotThere(string path)
    {
        await using var served = await ServedVault.Start();
        using var browser = await SignedIn(served);
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var own = await browser.GetAsync("/portal");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    /// <summary>Every page of the assembly that is not the portal's, at the addresses that it has at a server.</summary>
    [Fact]
    public async Task Pages_OfAServersConsole_AreNotThere()
    {
        await using var served = await ServedVault.Start();
        using var browser = await SignedIn(served);
        var addresses = typeof(PortalWeb).Assembly.GetTypes().Where(type => type != typeof(NothingHere)).SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), false)).Cast<RouteAttribute>().Select(route => route.Template)
            .Where(address => address != "/" && address != "/signin" && address != PortalWeb.Root && !address.StartsWith(PortalWeb.Root + "/", StringComparison.Ordinal)).ToList();
        Assert.Contains("/protection", addresses);
        foreach (var address in addresses)
        {
            using var answer = await browser.GetAsync(Parameter().Replace(address, "x"));
            // Below /vault are the service's routes, and they say nothing to whoever shows no token.
            var expected = address == "/vault" || address.StartsWith("/vault/", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound;
            Assert.True(answer.StatusCode == expected, $"{address}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Pages_HaveTheHeadersThatKeepForeignScriptsOut()
    {
        await using var served = await ServedVault.Start();
        using var browser = await SignedIn(served);
        foreach (var path in new[] { "/signin", "/portal", "/no-such-page" })
        {
            using var answer = await browser.GetAsync(path);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }

    [Fact]
    public async Task Routes_StayDenied_AlsoWithTheCookieOfASession()
    {
        await using var served = await ServedVault.Start();
        using var browser = await SignedIn(served);
        foreach (var path in new[] { "/vault/v1/vaults", "/vault/v1/no/such/route", "/vault", "/VAULT/V1/vaults" })
        {
            using var answer = await browser.GetAsync(path);
            // A cookie goes by itself wherever a page sends a browser: routes take tokens and certificates alone.
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Session_ByTheForm_IsTheAdministrators()
    {
        await using var served = await ServedVault.Start();
        served.Owner.Administrators.Create("ada", "Correct-Horse-7-Battery");
        using var browser = Browser(served);
        using (var wrong = await Post(browser, "/signin", new() { ["Form.Name"] = "ada", ["Form.Password"] = "wrong" }))
        {
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
            Assert.Contains("was not accepted", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var right = await Post(browser, "/signin?return=%2Fportal%2Faudit", new() { ["Form.Name"] = "ada", ["Form.Password"] = "Correct-Horse-7-Battery" });
        Assert.Equal((HttpStatusCode.Redirect, "/portal/audit"), (right.StatusCode, right.Headers.Location!.OriginalString));
        var cookie = Assert.Single(right.Headers.GetValues("Set-Cookie"), value => value.StartsWith(Cookie + "=", StringComparison.Ordinal));
        Assert.All(new[] { "secure", "httponly", "samesite=strict", "path=/" }, attribute => Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase));
        var token = cookie.Split(';')[0][(Cookie.Length + 1)..];
        Assert.Equal("ada", (await served.Client(token).GetFromJsonAsync("session", OwnerJson.Default.OwnerInfo))!.Name);
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        await using var served = await ServedVault.Start();
        using var browser = Browser(served);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["Form.Name"] = "ada", ["Form.Password"] = "x" });
        using var answer = await browser.PostAsync("/signin", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Link_OfTheDataFolder_SignsInOnceWithinTwoMinutes()
    {
        await using var served = await ServedVault.Start();
        var link = await Link(served);
        var session = await Use(served, link);
        Assert.Equal("local", (await served.Client(session.Token).GetFromJsonAsync("session", OwnerJson.Default.OwnerInfo))!.Name);
        Assert.Equal(ErrorCode.SetupLinkRefused, await ServedVault.Code(Send(served, link)));
        var late = await Link(served);
        served.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(ErrorCode.SetupLinkRefused, await ServedVault.Code(Send(served, late)));
        // Its session ends like any other, and neither a server nor a stranger makes a link.
        Assert.True((await served.Client(session.Token).DeleteAsync("session")).IsSuccessStatusCode);
        Assert.Equal(ErrorCode.Unauthorized, await ServedVault.Code(served.Client(session.Token).GetAsync("session")));
        Assert.Equal(ErrorCode.Unauthorized, await ServedVault.Code(served.Client().PostAsync("session/link", null)));
    }

    [Fact]
    public async Task Link_OfAnAdministrator_IsThatAdministratorsAndEndsWithTheAccount()
    {
        await using var served = await ServedVault.Start();
        served.Owner.Administrators.Create("ada", "Correct-Horse-7-Battery");
        using var signedIn = await served.Client().PostAsJsonAsync("session", new OwnerSignIn("ada", "Correct-Horse-7-Battery"), OwnerJson.Default.OwnerSignIn);
        var token = (await signedIn.Content.ReadFromJsonAsync(OwnerJson.Default.OwnerSession))!.Token;
        var session = await Use(served, await Link(served, token));
        Assert.Equal("ada", (await served.Client(session.Token).GetFromJsonAsync("session", OwnerJson.Default.OwnerInfo))!.Name);
        served.Owner.Administrators.Remove("ada");
        Assert.Equal(ErrorCode.Unauthorized, await ServedVault.Code(served.Client(session.Token).GetAsync("session")));
    }

    [Fact]
    public async Task Request_FromAnotherOriginOrForAnotherHost_IsRefused()
    {
        await using var served = await ServedVault.Start();
        using var browser = Browser(served);
        foreach (var (path, header, value) in new[] { ("/portal", "Host", "evil.example"), ("/portal", "Origin", "https://evil.example"), ("/vault/v1/session", "Origin", "https://evil.example"), ("/signin", "Origin", "null") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            Assert.Equal(ErrorCode.HostRefused, await ServedVault.Code(browser.SendAsync(request)));
        }
    }

    [Fact]
    public async Task Forwarding_WithoutTheKeyOfTheProcess_ChangesNobodysAddress()
    {
        await using var served = await ServedVault.Start();
        var client = served.Client(served.LocalToken);
        client.DefaultRequestHeaders.Add("Holdfast-Console", $"{new string('0', 64)} 203.0.113.7");
        // Were the header believed, the token of this computer would come from elsewhere and be refused.
        Assert.True((await client.GetAsync("vaults")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Certificate_OfTheCallsFromThePages_IsThisProcessAlone()
    {
        await using var served = await ServedVault.Start();
        using var other = served.Owner.Authority.ServiceCertificate(["127.0.0.1"], served.Clock);
        using var own = served.Owner.Authority.ServiceCertificate(["127.0.0.1"], served.Clock);
        Assert.True(own.IsOwn(own.Current.TargetCertificate));
        // The same authority issued it, for the same name: still it is not the one of this process.
        Assert.False(own.IsOwn(other.Current.TargetCertificate));
    }

    [Fact]
    public async Task LastContact_OfAServerThatCalls_IsInTheUsage()
    {
        await using var served = await ServedVault.Start();
        using var certificate = await served.Server();
        Assert.Null(served.Owner.Usage(ServedVault.Main).Servers.Single().LastContact);
        served.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await served.Client(certificate: certificate).GetAsync("standing")).IsSuccessStatusCode);
        Assert.Equal(served.Clock.GetUtcNow(), served.Owner.Usage(ServedVault.Main).Servers.Single().LastContact!.Value, TimeSpan.FromMilliseconds(1));
    }

    private static async Task<SignInLink> Link(ServedVault served, string? token = null)
    {
        using var answer = await served.Client(token ?? served.LocalToken).PostAsync("session/link", null);
        return (await answer.Content.ReadFromJsonAsync(OwnerJson.Default.SignInLink))!;
    }

    private static Task<HttpResponseMessage> Send(ServedVault served, SignInLink link) =>
        served.Client().PostAsJsonAsync("session", OwnerSignIn.ByLink(link.Code), OwnerJson.Default.OwnerSignIn);

    private static async Task<OwnerSession> Use(ServedVault served, SignInLink link)
    {
        using var answer = await Send(served, link);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(OwnerJson.Default.OwnerSession))!;
    }

    private static HttpClient Browser(ServedVault served)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false, ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        return new HttpClient(handler) { BaseAddress = new Uri(served.Address.Local), DefaultRequestVersion = HttpVersion.Version11 };
    }

    private static async Task<HttpClient> SignedIn(ServedVault served)
    {
        var browser = Browser(served);
        var link = await Link(served);
        using var answer = await Post(browser, link.Path, new() { ["Form.ByLink"] = "true" });
        Assert.Equal((HttpStatusCode.Redirect, "/portal"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        return browser;
    }

    /// <summary>Fills in the form of a page as a browser does, with what is hidden in it.</summary>
    private static async Task<HttpResponseMessage> Post(HttpClient browser, string path, Dictionary<string, string> fields)
    {
        var html = await browser.GetStringAsync(path);
        foreach (Match field in Hidden().Matches(html)) fields[field.Groups[1].Value] = WebUtility.HtmlDecode(field.Groups[2].Value);
        using var content = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(path, content);
    }
}
