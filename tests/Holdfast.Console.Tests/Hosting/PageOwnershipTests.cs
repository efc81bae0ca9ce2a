using Holdfast.Console.Hosting;
using Holdfast.Console.Pages;
using Holdfast.Console.Pages.SignIn;
using Holdfast.Console.Portal;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Console.Tests.Hosting;

/// <summary>Pages of the server's console and of the vault's portal are in one assembly, and never at one host.</summary>
public sealed class PageOwnershipTests
{
    private static readonly Type[] shared = [typeof(NothingHere), typeof(SignInPage)];

    private static readonly (Type Page, string[] Addresses)[] pages = [.. typeof(App).Assembly.GetTypes()
        .Select(type => (type, type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>().Select(route => route.Template).ToArray())).Where(page => page.Item2.Length > 0)];

    [Fact]
    public void Has_EveryPage_IsOneHostsOrShared() => Assert.All(pages, page =>
        Assert.Equal((true, shared.Contains(page.Page)), (PageOwnership.Has(typeof(App), page.Page) || PageOwnership.Has(typeof(PortalApp), page.Page),
            PageOwnership.Has(typeof(App), page.Page) && PageOwnership.Has(typeof(PortalApp), page.Page))));

    [Fact]
    public void Addresses_OfThePortal_AreBelowItsRootAndNoOthersAre()
    {
        Assert.All(pages.Where(page => !shared.Contains(page.Page)), page => Assert.All(page.Addresses, address =>
            Assert.Equal(PageOwnership.Has(typeof(PortalApp), page.Page), address == PortalWeb.Root || address.StartsWith(PortalWeb.Root + "/", StringComparison.Ordinal))));
        Assert.Contains(pages, page => PageOwnership.Has(typeof(PortalApp), page.Page) && page.Addresses.Contains(PortalWeb.Root));
    }

    [Theory]
    [InlineData(typeof(App), typeof(Console.Portal.Vaults.VaultsPage), false)]
    [InlineData(typeof(PortalApp), typeof(Console.Portal.Vaults.VaultsPage), true)]
    [InlineData(typeof(App), typeof(Holdfast.Console.Frame.JobTray), true)]
    [InlineData(typeof(PortalApp), typeof(Holdfast.Console.Frame.JobTray), false)]
    [InlineData(typeof(PortalApp), typeof(SignInPage), true)]
    public async Task Invoke_PageOfAnotherHost_IsAsIfItWereNotThere(Type app, Type page, bool isReached)
    {
        var nothing = EndpointOf(typeof(NothingHere));
        var (context, asked) = (new DefaultHttpContext(), EndpointOf(page));
        context.SetEndpoint(asked);
        var ownership = new PageOwnership(
            _ => Task.CompletedTask, new ConsolePlace(() => new Uri("http://127.0.0.1/"), "unused", app, "key"), new DefaultEndpointDataSource(asked, nothing));
        await ownership.Invoke(context);
        Assert.Same(isReached ? asked : nothing, context.GetEndpoint());
        Assert.Equal(isReached ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, context.Response.StatusCode);
    }

    private static Endpoint EndpointOf(Type page) => new(null, new EndpointMetadataCollection(new ComponentTypeMetadata(page)), page.Name);
}
