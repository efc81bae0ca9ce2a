using System.Net;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Http;

namespace Holdfast.VaultService.Hosting;

/// <summary>
/// Stands before the portal and the routes: a page is shown under the service's own names alone, and no page of another origin gets through to anything. Servers name no origin, and are
/// known by their certificates whatever name they use.
/// </summary>
internal sealed class PageGuard(RequestDelegate next, IReadOnlyCollection<string> hostNames)
{
    private const int StandardPort = 443;

    internal Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (PortalRequests.Are(context) && !IsOwn(request.Host.Host, context.Connection.LocalIpAddress))
            throw new HoldfastException(ErrorCode.HostRefused, $"The host '{Shown(request.Host.Host)}' is not this vault service.", "Use a name that it was started with: --host-name.");
        if (!IsOwnOrigin(context)) throw new HoldfastException(ErrorCode.HostRefused, $"The origin '{Shown(request.Headers.Origin.ToString())}' is not this vault service.");
        return next(context);
    }

    // An address of this computer, as it is: no foreign name can have led here.
    private bool IsOwn(string host, IPAddress? local)
    {
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || hostNames.Contains(host, StringComparer.OrdinalIgnoreCase)) return true;
        return IPAddress.TryParse(host.Trim('[', ']'), out var address) && (IPAddress.IsLoopback(address) || (local is not null && Plain(address).Equals(Plain(local))));
    }

    private bool IsOwnOrigin(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Origin.Count == 0) return true;
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var uri) && uri.Scheme == request.Scheme && IsOwn(uri.Host, context.Connection.LocalIpAddress)
            && uri.Port == (request.Host.Port ?? StandardPort);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string Shown(string text) => text.Length > 100 ? text[..100] : text;
}
