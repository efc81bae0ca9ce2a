using System.Net;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>
/// Stands before the API's routing: nothing is reached without signing in, not even the news whether an address exists; open are only the routes that the table names so.
/// The token of local callers is taken from this computer alone.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, string token, RequestAccess access, IReadOnlyList<RouteRule> table)
{
    private const string Scheme = "Bearer ";
    private readonly HashSet<(string, string)> open = [.. table.Where(rule => rule.Roles == Roles.None).Select(rule => (rule.Method, ApiRouter.Address(rule.Route)))];
    private readonly byte[] expected = SHA256.HashData(Encoding.ASCII.GetBytes(token));

    internal Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (SignedIn(context) is { } caller) context.Features.Set(caller);
        else if (!open.Contains((request.Method, request.Path.Value ?? "")))
            throw new HoldfastException(ErrorCode.Unauthorized, "The request carries no token that this server accepts.");
        return next(context);
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
}
