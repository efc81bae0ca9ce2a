using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>
/// Stands before everything: requests that name another host, or come from another origin, are refused. A web page that had its own name resolve to this computer would otherwise get
/// through.
/// </summary>
internal sealed class HostGuard(RequestDelegate next, IReadOnlyCollection<string> hostNames)
{
    internal Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (!IsOwn(request.Host.Host)) throw new HoldfastException(ErrorCode.HostRefused, $"The host '{Shown(request.Host.Host)}' is not this server.");
        if (!IsOwnOrigin(request))
            throw new HoldfastException(ErrorCode.HostRefused, $"The origin '{Shown(request.Headers.Origin.ToString())}' is not this server.");
        return next(context);
    }

    private bool IsOwn(string host) =>
        host is "127.0.0.1" or "[::1]" || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || hostNames.Contains(host, StringComparer.OrdinalIgnoreCase);

    private bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0) return true;
        return Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var uri) && uri.Scheme == request.Scheme && IsOwn(uri.Host)
            && uri.Port == (request.Host.Port ?? (request.IsHttps ? 443 : 80));
    }

    private static string Shown(string text) => text.Length > 100 ? text[..100] : text;
}
