using Holdfast.Contracts.Api;

namespace Holdfast.Connection;

/// <summary>The server that commands talk to.</summary>
internal interface IApiServer
{
    string Url { get; }

    HoldfastClient Connect();

    /// <summary>A client that takes answers as they come, for those that do not fit into memory. The caller disposes it.</summary>
    HoldfastClient ConnectForDownloads() => Connect();

    /// <summary>Sends one request and reads all of the answer. Faults are <see cref="HttpRequestException"/>.</summary>
    /// <param name="route">Below <see cref="HoldfastClient.Root"/>.</param>
    HttpAnswer Send(string method, string route, ReadOnlyMemory<byte> body, string? confirmation, CancellationToken stop);
}
