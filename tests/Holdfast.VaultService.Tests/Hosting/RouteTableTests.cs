using System.Net;
using Holdfast.Contracts.Errors;
using Holdfast.VaultService.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.VaultService.Tests.Hosting;

/// <summary>Every route of the table, asked by everybody whom it is not for.</summary>
public sealed class RouteTableTests : VaultTest
{
    [Fact]
    public async Task Routes_WithoutCredentials_AreNotSignedIn()
    {
        await using var served = await ServedVault.Start();
        using var stranger = served.Client();
        foreach (var rule in VaultRouteTable.All.Where(rule => rule.Callers != VaultCallers.Anybody))
        {
            using var response = await stranger.SendAsync(Request(rule));
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{rule.Method} {rule.Route}: {response.StatusCode}");
        }
        // Nor does a stranger hear whether there is something at an address.
        Assert.Equal(ErrorCode.Unauthorized, await ServedVault.Code(stranger.GetAsync("nothing/here")));
        Assert.Equal(ErrorCode.Unauthorized, await ServedVault.Code(served.Client("guessed").GetAsync("vaults")));
    }

    [Fact]
    public async Task Routes_ByTheWrongCaller_AreRefused()
    {
        await using var served = await ServedVault.Start();
        using var certificate = await served.Server();
        var reader = await served.Reader();
        (VaultCallers Kind, HttpClient Client)[] callers =
            [(VaultCallers.Server, served.Client(certificate: certificate)), (VaultCallers.Reader, served.Client(reader)), (VaultCallers.Owner, served.Client(served.LocalToken))];
        foreach (var rule in VaultRouteTable.All.Where(rule => rule.Callers != VaultCallers.Anybody))
            foreach (var (kind, client) in callers.Where(caller => !rule.Callers.HasFlag(caller.Kind)))
            {
                using var response = await client.SendAsync(Request(rule));
                Assert.True(response.StatusCode == HttpStatusCode.Forbidden, $"{rule.Method} {rule.Route} by {kind}: {response.StatusCode}");
            }
        // Each is what it claims to be: what is for it, it reaches.
        Assert.True((await callers[0].Client.GetAsync("standing")).IsSuccessStatusCode);
        Assert.True((await callers[1].Client.GetAsync("external/servers")).IsSuccessStatusCode);
        Assert.True((await callers[2].Client.GetAsync("vaults")).IsSuccessStatusCode);
    }

    /// <summary>The table is neither wider nor narrower than what is there.</summary>
    [Fact]
    public void Map_AllParts_IsTheTable()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        using var app = builder.Build();
        using var parts = new ServiceParts(Service, new Contracts.Programs.AgentPrograms("/nowhere", "/nowhere", "1"), "token", NullLogger.Instance);
        var router = new VaultRouter(app);
        parts.Map(router, () => { });
        Assert.Equal(Names(VaultRouteTable.All), Names(router.Mapped));
    }

    [Fact]
    public void Of_RouteThatIsNotListed_CannotBeMapped() => Assert.Throws<InvalidOperationException>(() => VaultRouteTable.Of("GET", "secrets"));

    private static IEnumerable<string> Names(IEnumerable<VaultRouteRule> rules) => rules.Select(rule => $"{rule.Method} {rule.Route}").Order(StringComparer.Ordinal);

    private static HttpRequestMessage Request(VaultRouteRule rule)
    {
        var route = rule.Route.Replace("{vault}", ServedVault.Main).Replace("{name}", "somebody").Replace("{**name}", "packs/aa/some-pack");
        var request = new HttpRequestMessage(new HttpMethod(rule.Method), route);
        if (rule.Method is "POST" or "PUT") request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        return request;
    }
}
