using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>Tells the console's pages from the API.</summary>
internal static class PageRequests
{
    private static readonly PathString[] api = [.. RouteTable.All.Select(rule => new PathString("/" + ApiRouter.Address(rule.Route).Split('/')[1])).Distinct()];

    internal static bool Are(HttpContext context) => !Array.Exists(api, root => context.Request.Path.StartsWithSegments(root));
}
