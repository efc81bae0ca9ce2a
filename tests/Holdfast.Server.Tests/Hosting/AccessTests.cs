using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Hosting;
using Holdfast.Server.Tests.Accounts;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Server.Tests.Hosting;

public sealed class AccessTests
{
    /// <summary>What nobody else may reach, and what must not tell a stranger whether it exists.</summary>
    private static IEnumerable<(string Method, string Address)> Guarded =>
        RouteTable.All.Where(rule => rule.Roles != Roles.None).Select(rule => (rule.Method, MappedRoutes.Address(rule)))
            .Concat([("GET", "/api/v1/nothing-of-the-kind"), ("DELETE", "/api/v1/ready"), ("GET", "/openapi/v2.json")]);

    [Fact]
    public async Task EveryRoute_WithoutCredential_Is401()
    {
        await using var server = await RunningServer.Start();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        foreach (var (method, address) in Guarded)
            foreach (var authorization in (string?[])[null, "Bearer ", "Bearer wrong", "Basic " + server.Token, server.Token, "Bearer " + server.Token + "x"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
                using var response = await http.SendAsync(request);
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {address} with '{authorization}' answered {response.StatusCode}.");
                Assert.Equal(ErrorCode.Unauthorized, (await Error(response)).Code);
            }
    }

    [Fact]
    public void EveryEndpoint_HasARuleOfTheTable_AndEveryRuleAnEndpoint()
    {
        var endpoints = MappedRoutes.All();
        Assert.All(endpoints, endpoint => Assert.True(endpoint.Metadata.GetMetadata<RouteRule>() is not null, $"{endpoint.RoutePattern.RawText} has no rule."));
        var mapped = endpoints.Select(endpoint => $"{Assert.Single(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)} {endpoint.RoutePattern.RawText}").Order();
        Assert.Equal(RouteTable.All.Select(rule => $"{rule.Method} {ApiRouter.Address(rule.Route)}").Order(), mapped);
        Assert.Throws<InvalidOperationException>(() => RouteTable.Of("GET", "nothing-of-the-kind"));
    }

    [Theory]
    [InlineData(RoleNames.Reader)]
    [InlineData(RoleNames.RecoveryOperator)]
    [InlineData(RoleNames.Operator)]
    [InlineData(RoleNames.Administrator)]
    public async Task EveryRoute_ByRole_IsForbiddenWhereTheTableSaysSo(string role)
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        using var account = await server.Account("somebody", role);
        var token = await server.SignIn("somebody");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        foreach (var rule in RouteTable.All.Where(rule => rule.Roles != Roles.None))
        {
            var isAllowed = rule.Roles.HasFlag(RoleNames.Parse(role));
            if (isAllowed && (rule.Method, rule.Route) is ("POST", "shutdown") or ("DELETE", "session")) continue; // they would end the test
            var (status, code) = await TestAccounts.Send(http, rule.Method, MappedRoutes.Address(rule), token);
            Assert.True(status != HttpStatusCode.Unauthorized, $"{rule.Method} {rule.Route} does not know {role}.");
            Assert.True(isAllowed == (code != ErrorCode.Forbidden), $"{rule.Method} {rule.Route} as {role} answered {status} ({code}).");
            if (!isAllowed) Assert.Equal(HttpStatusCode.Forbidden, status);
        }
    }

    /// <summary>Said here once more, so that nobody widens it by a slip in the table.</summary>
    [Theory]
    [InlineData("GET", "workloads", "reader recoveryOperator operator administrator", true)]
    [InlineData("GET", "applications", "administrator", false)]
    [InlineData("POST", "applications/describe", "administrator", false)]
    [InlineData("GET", "credentials", "administrator", false)]
    [InlineData("PUT", "credentials", "administrator", false)]
    [InlineData("DELETE", "credentials", "administrator", false)]
    [InlineData("GET", "sources/range", "reader recoveryOperator operator administrator", true)]
    [InlineData("POST", "recover/plan", "recoveryOperator administrator", true)]
    [InlineData("POST", "drills", "operator administrator", true)]
    [InlineData("GET", "drills", "reader recoveryOperator operator administrator", true)]
    [InlineData("GET", "object-endpoint", "reader recoveryOperator operator administrator", false)]
    public void RouteOfApplications_Roles_AreTheseAndNoOthers(string method, string route, string roles, bool isScoped)
    {
        var rule = RouteTable.Of(method, route);
        Assert.Equal(roles, string.Join(' ', RoleNames.All.Reverse().Where(role => rule.Roles.HasFlag(RoleNames.Parse(role)))));
        Assert.Equal(isScoped, rule.IsScoped);
    }

    [Fact]
    public async Task EveryRoute_ForALimitedAccount_IsForbiddenUnlessItKeepsToScopes()
    {
        await using var server = await RunningServer.Start(settings: TestAccounts.Settings);
        using var account = await server.Account("limited", RoleNames.Operator, servers: ["OTHER"]);
        var token = await server.SignIn("limited");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        foreach (var rule in RouteTable.All.Where(rule => rule.Roles.HasFlag(Roles.Operator) && (rule.Method, rule.Route) != ("DELETE", "session")))
        {
            var (status, code) = await TestAccounts.Send(http, rule.Method, MappedRoutes.Address(rule), token);
            Assert.True(rule.IsScoped == (code != ErrorCode.Forbidden), $"{rule.Method} {rule.Route} answered {status} ({code}).");
        }
    }

    [Fact]
    public async Task EveryAnswer_HasSecurityHeaders()
    {
        await using var server = await RunningServer.Start();
        using var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        foreach (var (method, address, token) in ((string, string, string?)[])
            [("GET", "/api/v1/ready", null), ("GET", "/api/v1/status", null), ("GET", "/api/v1/status", server.Token), ("GET", "/api/v1/nothing", server.Token), ("DELETE", "/api/v1/status", server.Token)])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
            using var response = await http.SendAsync(request);
            Assert.Equal("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
            Assert.True(response.Headers.CacheControl?.NoStore);
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Post_DeepJsonOrTypeNames_IsRefused()
    {
        await using var server = await RunningServer.Start();
        foreach (var body in (string[])[new string('[', 100_000), """{"paths":""" + new string('[', 100) + new string(']', 100) + "}", """{"$type":"System.IO.FileInfo","paths":["/x"]}"""])
            Assert.Equal((HttpStatusCode.BadRequest, ErrorCode.BadRequest), await Send(server, HttpMethod.Post, "protect", new StringContent(body, Encoding.UTF8, "application/json")));
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
