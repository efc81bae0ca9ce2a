using System.Net;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Connection;

/// <summary>How a server somewhere else is reached: over HTTPS. Plain HTTP goes to this computer alone.</summary>
public static class RemoteConnection
{
    /// <summary>The server's address without anything behind it. Anything else is <see cref="ErrorCode.BadRequest"/>.</summary>
    public static Uri Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.AbsolutePath != "/" || address.Query.Length > 0)
            throw new HoldfastException(ErrorCode.BadRequest, $"'{url}' is not the address of a server.", "Write it like https://backup.example.org:8443.");
        if (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) return address;
        throw new HoldfastException(ErrorCode.BadRequest, "Only https is spoken with servers on other computers.", "Write the address with https://.");
    }

    /// <param name="certificate">SHA-256 of the only certificate that is trusted, in hexadecimal; null: whatever this computer trusts.</param>
    /// <remarks>Redirects and cookies never come from Holdfast; a proxy may stand between, and sees nothing behind TLS.</remarks>
    public static HttpClient Http(Uri address, string? certificate) => new(new PinnedHandler(certificate, new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(10), AutomaticDecompression = DecompressionMethods.None,
    })) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
}
