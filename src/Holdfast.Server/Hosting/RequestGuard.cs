using System.Net;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>
/// Stands before routing: nothing is reached without signing in, not even the news whether an address exists; open are only the routes that the table names so.
/// Requests that name another host, or come from another origin, are refused first: a web page that had its own name resolve to this computer would otherwise get
/// through. The token of local callers is taken from this computer alone.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, string token, IReadOnlyCollection<string> hostNames, RequestAccess access, IReadOnlyList<RouteRule> table)
{
    private const string Scheme = "Bearer ";
    private readonly HashSet<(string, string)> open = [.. table.Where(rule => rule.Roles == Roles.None).Select(rule => (rule.Method, ApiRouter.Address(rule.Route)))];
    private readonly byte[] expected = SHA256.HashData(Encoding.ASCII.GetBytes(token));

    internal Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (!IsOwn(request.Host.Host)) throw new HoldfastException(ErrorCode.HostRefused, $"The host '{Shown(request.Host.Host)}' is not this server.");
        if (!IsOwnOrigin(request))
            throw new HoldfastException(ErrorCode.HostRefused, $"The origin '{Shown(request.Headers.Origin.ToString())}' is not this server.");
        if (SignedIn(context) is { } caller) context.Features.Set(caller);
        else if (!open.Contains((request.Method, request.Path.Value ?? "")))
            throw new HoldfastException(ErrorCode.Unauthorized, "The request carries no token that this server accepts.");
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

    private Caller? SignedIn(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count != 1 || header.ToString() is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var given = text[Scheme.Length..].Trim();
        // Hashed, so that the comparison takes the same time for a token of any length.
        if (CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), expected))
            return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) ? Caller.Local : null;
        return given.Length > 0 ? access.Find(given) : null;
    }

    private static string Shown(string text) => text.Length > 100 ? text[..100] : text;
}
