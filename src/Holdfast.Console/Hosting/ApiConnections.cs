using System.Net;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Hosting;

/// <summary>Clients of the API that share connections. The pages know no other way to the server than its public API.</summary>
public sealed class ApiConnections : IDisposable
{
    private readonly ConsolePlace place;
    private readonly HttpMessageHandler handler;

    public ApiConnections(ConsolePlace place)
        : this(place, Handler(place))
    {
    }

    /// <summary>With another way to the API than the network.</summary>
    internal ApiConnections(ConsolePlace place, HttpMessageHandler handler) => (this.place, this.handler) = (place, handler);

    /// <param name="token">Of a session; null: only what is open to everybody.</param>
    /// <param name="browser">Whose browser it is for.</param>
    public HoldfastClient Client(string? token, IPAddress? browser) => new(Http(browser), token);

    /// <summary>For what is not the server's API, such as the vault service's.</summary>
    public HttpClient Http(IPAddress? browser)
    {
        var http = new HttpClient(handler, disposeHandler: false) { BaseAddress = place.Api(), Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Add(ConsolePlace.ForwardingHeader, place.Forwarding(browser));
        return http;
    }

    private static SocketsHttpHandler Handler(ConsolePlace place)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1) };
        // The certificate of this very process, and no other: whoever vouches for it makes no difference.
        if (place.IsApiCertificate is { } isOwn) handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && isOwn(shown);
        return handler;
    }

    public void Dispose() => handler.Dispose();
}
