using Holdfast.Console.Hosting;
using Holdfast.Console.Pages;
using Holdfast.Console.Pages.SignIn;
using Holdfast.Console.Portal;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;

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
    [InlineData(typeof(App), false)]
    [InlineData(typeof(PortalApp), true)]
    public async Task Invoke_PageOfThePortal_IsReachedAtThePortalAlone(Type app, bool isReached)
    {
        var (context, wasReached) = (new DefaultHttpContext(), false);
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new ComponentTypeMetadata(typeof(Console.Portal.Vaults.VaultsPage))), "page"));
        var guard = new PageOwnership(_ =>
        {
            wasReached = true;
            return Task.CompletedTask;
        }, new ConsolePlace(() => new Uri("http://127.0.0.1/"), "unused", app, "key"));
        await guard.Invoke(context);
        Assert.Equal((isReached, isReached ? StatusCodes.Status200OK : StatusCodes.Status404NotFound), (wasReached, context.Response.StatusCode));
        Assert.Equal(isReached, context.GetEndpoint() is not null);
    }

    [Fact]
    public async Task Invoke_PageOfTheServer_IsNotReachedAtThePortal()
    {
        var context = new DefaultHttpContext();
        // Any component outside the portal is the server's.
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new ComponentTypeMetadata(typeof(Frame.JobTray))), "page"));
        await new PageOwnership(_ => throw new InvalidOperationException("It was reached."), PortalWeb.Place(() => new Uri("https://127.0.0.1/"), "unused", "key")).Invoke(context);
        Assert.Equal(StatusCodes.Status404NotFound, context.Response.StatusCode);
    }
}
