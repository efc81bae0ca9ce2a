using Holdfast.Connection;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.CommandLine;

/// <summary>What one run of a command works with. The connection to the server is made when it is first asked for.</summary>
internal sealed class Session(string dataDirectory, bool json, CancellationToken stop) : IDisposable
{
    private LocalServer? server;
    private HoldfastClient? client;

    /// <summary>Absolute.</summary>
    internal string DataDirectory => dataDirectory;

    internal CancellationToken Stop => stop;

    internal ResultWriter Result { get; } = new(json);

    internal bool IsJson => json;

    internal HoldfastClient Client => client ??= Server.Connect();

    /// <summary>The short way to start and follow jobs.</summary>
    internal JobClient Jobs => new(Server);

    private LocalServer Server => server ??= LocalServer.Of(dataDirectory);

    public void Dispose()
    {
        client?.Dispose();
        Result.Dispose();
    }
}
