using System.Net.Http.Headers;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;

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
        address = RemoteConnection.Address(url);
        (this.token, this.certificate) = (token, certificate);
    }

    public string Url => address.GetLeftPart(UriPartial.Authority);

    public HoldfastClient Connect() => new(RemoteConnection.Http(address, certificate), token);

    public HttpAnswer Send(string method, string route, ReadOnlyMemory<byte> body, string? confirmation, CancellationToken stop)
    {
        using var http = RemoteConnection.Http(address, certificate);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, HoldfastClient.Root + route));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (confirmation is not null) request.Headers.TryAddWithoutValidation(HoldfastClient.ConfirmationHeader, confirmation);
        if (!body.IsEmpty) request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = http.Send(request, stop);
        using var content = new MemoryStream();
        response.Content.CopyTo(content, null, stop);
        return new HttpAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), content.ToArray());
    }
}
