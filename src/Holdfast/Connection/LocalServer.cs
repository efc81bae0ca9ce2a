using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;

namespace Holdfast.Connection;

/// <summary>The server of a data folder, found by the files that it keeps there: where it listens, and the token that signs its owner in.</summary>
internal sealed record LocalServer(int Pid, int Port, string Url, string Version, string Token) : IApiServer
{
    /// <summary>The server that runs for a data folder, ready to be asked.</summary>
    internal static LocalServer Of(string dataDirectory)
    {
        var address = LocalInstallation.Of(dataDirectory);
        return new LocalServer(address.Pid, address.Port, address.Url, address.Version, LocalInstallation.Token(dataDirectory));
    }

    public HoldfastClient Connect() => Connect(Url, Token);

    // The short way over loopback keeps answers whole in memory.
    public HoldfastClient ConnectForDownloads() => new(new Uri(Url), Token);

    public HttpAnswer Send(string method, string route, ReadOnlyMemory<byte> body, string? confirmation, CancellationToken stop)
    {
        var head = $"{method} /{HoldfastClient.Root}{route} HTTP/1.1\r\nAuthorization: Bearer {Token}\r\nAccept: application/json\r\n"
            + (confirmation is null ? "" : $"{HoldfastClient.ConfirmationHeader}: {confirmation.ReplaceLineEndings("")}\r\n")
            + (body.IsEmpty ? "" : "Content-Type: application/json\r\n");
        return LoopbackConnection.Send(Port, head, body.Span, stop);
    }

    /// <param name="token">Null for a client that asks only what a stranger may ask.</param>
    internal static HoldfastClient Connect(string url, string? token) =>
        new(new HttpClient(new LoopbackHandler()) { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan }, token);

    /// <summary>Says nothing of the token.</summary>
    public override string ToString() => Url;
}
