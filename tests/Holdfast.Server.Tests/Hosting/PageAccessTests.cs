using System.Net;
using Holdfast.Console.Hosting;

namespace Holdfast.Server.Tests.Hosting;

/// <summary>The console's pages, as somebody without a browser sees them.</summary>
public sealed class PageAccessTests
{
    [Theory]
    [InlineData("/", "/signin")]
    [InlineData("/monitoring/alerts?state=active", "/signin?return=%2Fmonitoring%2Falerts%3Fstate%3Dactive")]
    [InlineData("/settings/accounts", "/signin?return=%2Fsettings%2Faccounts")]
    public async Task Page_WithoutSession_LeadsToSigningIn(string address, string signIn)
    {
        await using var server = await RunningServer.Start();
        using var http = Client(server);
        foreach (var cookie in (string?[])[null, "holdfast=wrong", $"holdfast={server.Token}x"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal(signIn, answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task Circuit_WithoutSession_IsRefused()
    {
        await using var server = await RunningServer.Start();
        using var http = Client(server);
        using var answer = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Circuit_FromAnotherOrigin_IsRefused()
    {
        await using var server = await RunningServer.Start();
        using var http = Client(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=x");
        request.Headers.TryAddWithoutValidation("Origin", "https://elsewhere.example");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Fact]
    public async Task SignInPage_Headers_AllowNoForeignScriptAndNoFrame()
    {
        await using var server = await RunningServer.Start();
        using var http = Client(server);
        using var answer = await http.GetAsync("/signin");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignInForm_WithoutItsToken_IsRefused()
    {
        await using var server = await RunningServer.Start();
        using var http = Client(server);
        using var answer = await http.PostAsync("/signin", new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.Name", "a"), new("Form.Password", "b")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task ForwardingHeader_WithoutTheProcessKey_ChangesNobodysAddress()
    {
        await using var server = await RunningServer.Start();
        using var http = Client(server);
        http.DefaultRequestHeaders.Add(ConsolePlace.ForwardingHeader, $"{new string('0', 64)} 203.0.113.9");
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token);
        // The local token is taken from this computer alone: it would be refused had the header been believed.
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/status")).StatusCode);
    }

    [Fact]
    public async Task Asset_WithItsHash_IsKeptByTheBrowserAndCompressed()
    {
        await using var server = await RunningServer.Start();
        using var http = Client(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/styles/tokens.css");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.ETag);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/styles/tokens.css");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(again)).StatusCode);
    }

    private static HttpClient Client(RunningServer server) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(server.Address.Url) };
}
