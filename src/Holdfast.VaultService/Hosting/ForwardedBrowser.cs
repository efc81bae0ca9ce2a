using System.Net;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Console.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.VaultService.Hosting;

/// <summary>
/// The portal's pages call the routes from this process; for whose browser they do it, they say in a header with a key that nobody else has. Guessing at sign-in is held up by the browser's
/// address, and the token of the data folder is not taken from a browser elsewhere.
/// </summary>
internal sealed class ForwardedBrowser(RequestDelegate next, string key)
{
    private readonly byte[] expected = SHA256.HashData(Encoding.ASCII.GetBytes(key));

    internal Task Invoke(HttpContext context)
    {
        var connection = context.Connection;
        if (context.Request.Headers.Remove(ConsolePlace.ForwardingHeader, out var values) && values is [{ } text] && text.Split(' ') is [var given, var address]
            && connection.RemoteIpAddress is { } peer && (IPAddress.IsLoopback(peer) || peer.Equals(connection.LocalIpAddress))
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), expected))
            connection.RemoteIpAddress = IPAddress.TryParse(address, out var browser) ? browser : null;
        return next(context);
    }
}
