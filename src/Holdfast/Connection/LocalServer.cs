using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Connection;

/// <summary>The server of a data folder, found by the files that it keeps there: where it listens, and the token that signs its owner in.</summary>
internal sealed record LocalServer(int Pid, int Port, string Url, string Version, string Token) : IApiServer
{
    /// <summary>Where the server says that it listens, or null when it says nothing. It may have died since.</summary>
    internal static ServerAddress? Find(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, ServerAddress.FileName);
        try
        {
            // By hand: JobJson says why.
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new ServerAddress(
                root.GetProperty("pid"u8).GetInt32(), root.GetProperty("port"u8).GetInt32(), root.GetProperty("url"u8).GetString()!,
                root.GetProperty("version"u8).GetString()!);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new HoldfastException(ErrorCode.Unauthorized, $"{path} cannot be read: {failure.Message}", inner: failure);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"{path} is damaged.", "Stop the server, if it runs, and start it again with `holdfast up`.", failure);
        }
    }

    /// <summary>The server that runs for a data folder, ready to be asked.</summary>
    internal static LocalServer Of(string dataDirectory)
    {
        var address = Find(dataDirectory) ?? throw NotRunning(dataDirectory);
        return new LocalServer(address.Pid, address.Port, address.Url, address.Version, ReadToken(dataDirectory));
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

    internal static HoldfastException NotRunning(string dataDirectory) => new(
        ErrorCode.NotReachable, $"No server runs for the data folder {dataDirectory}.",
        $"Start it with `holdfast up --data {dataDirectory}`, or name the right folder with --data.");

    /// <summary>Says nothing of the token.</summary>
    public override string ToString() => Url;

    private static string ReadToken(string dataDirectory)
    {
        try
        {
            return File.ReadAllText(Path.Combine(dataDirectory, ServerAddress.TokenFileName)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.Unauthorized, $"The token of the server cannot be read: {failure.Message}", inner: failure);
        }
    }
}
