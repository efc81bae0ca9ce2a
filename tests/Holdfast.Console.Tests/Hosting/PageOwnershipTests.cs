using Holdfast.Console.Frame;
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
    [InlineData(typeof(App), typeof(Console.Portal.Vaults.VaultsPage), false)]
    [InlineData(typeof(PortalApp), typeof(Console.Portal.Vaults.VaultsPage), true)]
    [InlineData(typeof(App), typeof(JobTray), true)]
    [InlineData(typeof(PortalApp), typeof(JobTray), false)]
    [InlineData(typeof(PortalApp), typeof(SignInPage), true)]
    public async Task Invoke_PageOfAnotherHost_IsAsIfItWereNotThere(Type app, Type page, bool isReached)
    {
        var (context, wasReached) = (new DefaultHttpContext(), false);
        context.SetEndpoint(EndpointOf(page));
        var ownership = new PageOwnership(_ =>
        {
            wasReached = true;
            return Task.CompletedTask;
        }, new ConsolePlace(() => new Uri("http://127.0.0.1/"), "unused", app, "key"));
        await ownership.Invoke(context);
        Assert.Equal((isReached, isReached ? StatusCodes.Status200OK : StatusCodes.Status404NotFound), (wasReached, context.Response.StatusCode));
        Assert.Equal(isReached, context.GetEndpoint() is not null);
    }

    private static Endpoint EndpointOf(Type page) => new(null, new EndpointMetadataCollection(new ComponentTypeMetadata(page)), page.Name);
}
