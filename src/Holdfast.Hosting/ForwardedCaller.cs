using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Hosting;

/// <summary>
/// Pages call the routes from this process; for whose browser they do it, they say in a header with a key that nobody else has. Guessing at sign-in is held up by the browser's
/// address, the audit log names it, and the token of the data folder is not taken from a browser elsewhere.
/// </summary>
/// <param name="header">Holds key and address.</param>
public sealed class ForwardedCaller(RequestDelegate next, string header, string key)
{
    private readonly byte[] expected = SHA256.HashData(Encoding.ASCII.GetBytes(key));

    public Task Invoke(HttpContext context)
    {
        var connection = context.Connection;
        if (context.Request.Headers.Remove(header, out var values) && values is [{ } text] && text.Split(' ') is [var given, var address]
            && connection.RemoteIpAddress is { } peer && (IPAddress.IsLoopback(peer) || peer.Equals(connection.LocalIpAddress))
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), expected))
            connection.RemoteIpAddress = IPAddress.TryParse(address, out var browser) ? browser : null;
        return next(context);
    }
}
