using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Hosting;

public sealed class AccessTests
{
    private static readonly (string Method, string Route)[] routes =
    [
        ("GET", "status"), ("POST", "shutdown"), ("POST", "protect"), ("POST", "sync"), ("POST", "check"), ("GET", "sources"), ("GET", "sources/find"),
        ("GET", "groups"), ("POST", "groups"), ("GET", "groups/x"), ("PUT", "groups/x"), ("POST", "groups/x/stop"), ("DELETE", "groups/x"),
        ("POST", "groups/x/suspend"), ("POST", "groups/x/resume"), ("POST", "groups/x/discover"), ("POST", "groups/x/what-if"),
        ("POST", "sources/modify"), ("POST", "sources/seed"), ("POST", "sources/delete-data"),
        ("GET", "recovery-points"), ("POST", "recovery-points"), ("GET", "recovery-points/x"), ("DELETE", "recovery-points/x"), ("GET", "browse"),
        ("GET", "search"), ("POST", "recover"), ("POST", "verify"), ("GET", "jobs"), ("GET", "jobs/x"), ("POST", "jobs/x/cancel"), ("POST", "jobs/x/rerun"),
        ("GET", "alerts"), ("POST", "alerts/x/resolve"), ("GET", "disks"), ("POST", "disks"), ("POST", "disks/rescan"), ("DELETE", "disks/x"),
        ("POST", "pool/rebuild-catalog"), ("POST", "pool/collect"), ("GET", "vault"), ("GET", "vault/connection"), ("GET", "vault/servers"),
        ("POST", "vault/register"), ("POST", "vault/rebuild"), ("GET", "external"), ("POST", "external"), ("GET", "external/x/recovery-points"),
        ("GET", "configuration"), ("GET", "nothing-of-the-kind"), ("DELETE", "ready"),
    ];

    [Fact]
    public async Task EveryRoute_WithoutToken_Is401()
    {
        await using var server = await RunningServer.Start();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        foreach (var (method, route) in routes)
            foreach (var authorization in (string?[])[null, "Bearer ", "Bearer wrong", "Basic " + server.Token, server.Token, "Bearer " + server.Token + "x"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/" + route);
                if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
                using var response = await http.SendAsync(request);
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {route} with '{authorization}' answered {response.StatusCode}.");
                Assert.Equal(ErrorCode.Unauthorized, (await Error(response)).Code);
            }
    }

    [Fact]
    public async Task RouteTable_IsWhatTheAccessTestWalks()
    {
        await using var server = await RunningServer.Start();
        var mapped = Hosting.MappedRoutes.All();
        var walked = routes.Where(route => route.Route is not "nothing-of-the-kind" and not "ready").Select(route => $"{route.Method} {route.Route}").Append("GET ready").Order();
        Assert.Equal(mapped.Order(), walked);
    }

    [Fact]
    public async Task Ready_WithoutToken_Answers()
    {
        await using var server = await RunningServer.Start();
        using var client = new HoldfastClient(new Uri(server.Address.Url), null);
        Assert.True((await client.Ready()).Ready);
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => client.Status());
        Assert.Equal(ErrorCode.Unauthorized, refused.Code);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example:80")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    public async Task Request_ForeignHostOrOrigin_IsRefusedEvenWithToken(string header, string value)
    {
        await using var server = await RunningServer.Start();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + server.Token);
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
        Assert.Equal(ErrorCode.HostRefused, (await Error(response)).Code);
    }

    [Fact]
    public async Task UnknownAddressOrMethod_WithToken_IsAnApiError()
    {
        await using var server = await RunningServer.Start();
        Assert.Equal((HttpStatusCode.NotFound, ErrorCode.NotFound), await Send(server, HttpMethod.Get, "nothing", null));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, ErrorCode.MethodNotAllowed), await Send(server, HttpMethod.Delete, "status", null));
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("{\"paths\":null}", "application/json")]
    [InlineData("{\"paths\":[\"/x\"],\"unknown\":1}", "application/json")]
    [InlineData("{\"paths\":[\"/x\"]}", "text/plain")]
    public async Task Post_BodyThatIsNotWhatTheRouteTakes_Is400(string body, string type)
    {
        await using var server = await RunningServer.Start();
        Assert.Equal((HttpStatusCode.BadRequest, ErrorCode.BadRequest), await Send(server, HttpMethod.Post, "protect", new StringContent(body, Encoding.UTF8, type)));
    }

    [Fact]
    public async Task Post_HugeBody_Is413()
    {
        await using var server = await RunningServer.Start();
        var body = new StringContent("{\"paths\":[\"" + new string('x', 9 << 20) + "\"]}", Encoding.UTF8, "application/json");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, ErrorCode.RequestTooLarge), await Send(server, HttpMethod.Post, "protect", body));
    }

    [Fact]
    public async Task Client_NothingListens_IsNotReachable()
    {
        using var client = new HoldfastClient(new Uri("http://127.0.0.1:1"), "token");
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => client.Status());
        Assert.Equal(ErrorCode.NotReachable, failure.Code);
        Assert.Equal(4, ErrorCatalog.Get(failure.Code).ExitCode);
    }

    private static async Task<(HttpStatusCode, ErrorCode)> Send(RunningServer server, HttpMethod method, string route, HttpContent? content)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        using var request = new HttpRequestMessage(method, "/api/v1/" + route) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + server.Token);
        request.Headers.ExpectContinue = content is not null; // an answer that refuses the body can be read
        using var response = await http.SendAsync(request);
        return (response.StatusCode, (await Error(response)).Code);
    }

    private static async Task<ApiError> Error(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(), ApiJson.Default.ApiErrorBody)!.Error;
    }
}
