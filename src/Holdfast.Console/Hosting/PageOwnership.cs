using Holdfast.Console.Pages;
using Holdfast.Console.Pages.SignIn;
using Holdfast.Console.Portal;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Console.Hosting;

/// <summary>
/// Which pages a host serves. All of them are in this assembly, but the console of a server must not be reachable at a vault service, nor the portal at a server: a page whose place is
/// elsewhere is as if it were not there.
/// </summary>
internal sealed class PageOwnership(RequestDelegate next, ConsolePlace place)
{
    private static readonly string portal = typeof(PortalApp).Namespace!;

    /// <summary>Whether pages of a root component have this page among them.</summary>
    internal static bool Has(Type app, Type page) =>
        page == typeof(NothingHere) || page == typeof(SignInPage) || IsPortal(app) == IsPortal(page);

    public Task Invoke(HttpContext context)
    {
        if (PageOf(context.GetEndpoint()) is not { } page || Has(place.App, page)) return next(context);
        // Plainly, without a page about it: nothing of this host leads there.
        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("There is nothing at this address.", context.RequestAborted);
    }

    private static Type? PageOf(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;

    /// <summary>Whether it is the portal's root component, or a page of the portal.</summary>
    internal static bool IsPortal(Type type) => type.Namespace == portal || type.Namespace?.StartsWith(portal + ".", StringComparison.Ordinal) == true;
}
