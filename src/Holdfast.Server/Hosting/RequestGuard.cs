using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>
/// Stands before routing: nothing is reached without the token, not even the news whether an address exists; only "are you ready" is open. Requests that name
/// another host, or come from another origin, are refused first: a web page that had its own name resolve to this computer would otherwise get through.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, string token)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] expected = SHA256.HashData(Encoding.ASCII.GetBytes(token));

    internal Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (!IsLocal(request.Host.Host)) return ErrorAnswers.Write(context, new HoldfastException(ErrorCode.HostRefused, $"The host '{Shown(request.Host.Host)}' is not this server."));
        if (!IsOwnOrigin(request))
            return ErrorAnswers.Write(context, new HoldfastException(ErrorCode.HostRefused, $"The origin '{Shown(request.Headers.Origin.ToString())}' is not this server."));
        if (IsOpen(request) || IsSignedIn(request)) return next(context);
        return ErrorAnswers.Write(context, new HoldfastException(ErrorCode.Unauthorized, "The request carries no token that this server accepts."));
    }

    private static bool IsOpen(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Path == ApiRouter.Root + "ready";

    private static bool IsLocal(string host) => host is "127.0.0.1" or "[::1]" || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwnOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0) return true;
        return Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var uri) && uri.Scheme == request.Scheme && IsLocal(uri.Host) && uri.Port == request.Host.Port;
    }

    private bool IsSignedIn(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header.ToString() is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        // Hashed, so that the comparison takes the same time for a token of any length.
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(text[Scheme.Length..].Trim()));
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static string Shown(string text) => text.Length > 100 ? text[..100] : text;
}
