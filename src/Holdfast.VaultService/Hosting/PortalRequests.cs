using Microsoft.AspNetCore.Http;

namespace Holdfast.VaultService.Hosting;

/// <summary>Tells the portal's pages from the routes of the table.</summary>
internal static class PortalRequests
{
    private static readonly PathString routes = "/" + VaultRouter.Root.Split('/')[1];

    internal static bool Are(HttpContext context) => !context.Request.Path.StartsWithSegments(routes);
}
