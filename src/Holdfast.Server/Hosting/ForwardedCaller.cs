using System.Net;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Console.Hosting;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>
/// The console's pages call the API from this process; for whose browser they do it, they say in a header with a key that nobody else has. Guessing at sign-in is held up by the browser's
/// address, and the audit log names it.
/// </summary>
internal sealed class ForwardedCaller(RequestDelegate next, string key)
{
    private readonly byte[] expected = SHA256.HashData(Encoding.ASCII.GetBytes(key));

    internal Task Invoke(HttpContext context)
    {
        if (context.Request.Headers.Remove(ConsolePlace.ForwardingHeader, out var values) && values is [{ } text] && text.Split(' ') is [var given, var address]
            && context.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), expected))
            context.Connection.RemoteIpAddress = IPAddress.TryParse(address, out var browser) ? browser : null;
        return next(context);
    }
}
