using System.Net;
using System.Net.Http.Headers;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Connection;

/// <summary>A server somewhere else, over HTTPS. Plain HTTP goes to this computer alone.</summary>
internal sealed class RemoteServer : IApiServer
{
    private readonly Uri address;
    private readonly string? token, certificate;

    /// <param name="token">Of a session; null to sign in.</param>
    /// <param name="certificate">SHA-256 of the only certificate that is trusted, in hexadecimal; null: whatever this computer trusts.</param>
    internal RemoteServer(string url, string? token, string? certificate)
    {
        address = Address(url);
        (this.token, this.certificate) = (token, certificate);
    }

    public string Url => address.GetLeftPart(UriPartial.Authority);

    /// <summary>The server's address without anything behind it.</summary>
    internal static Uri Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.AbsolutePath != "/" || address.Query.Length > 0)
            throw new HoldfastException(ErrorCode.BadRequest, $"'{url}' is not the address of a server.", "Write it like https://backup.example.org:8443.");
        if (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) return address;
        throw new HoldfastException(ErrorCode.BadRequest, "Only https is spoken with servers on other computers.", "Write the address with https://.");
    }

    public HoldfastClient Connect() => new(Http(), token);

    public HttpAnswer Send(string method, string route, ReadOnlyMemory<byte> body, string? confirmation, CancellationToken stop)
    {
        using var http = Http();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, HoldfastClient.Root + route));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (confirmation is not null) request.Headers.TryAddWithoutValidation(HoldfastClient.ConfirmationHeader, confirmation);
        if (!body.IsEmpty) request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = http.Send(request, stop);
        using var content = new MemoryStream();
        response.Content.CopyTo(content, null, stop);
        return new HttpAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), content.ToArray());
    }

    // Redirects and cookies never come from Holdfast; a proxy may stand between, and sees nothing behind TLS.
    private HttpClient Http() => new(new PinnedHandler(certificate, new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(10), AutomaticDecompression = DecompressionMethods.None,
    })) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
}
