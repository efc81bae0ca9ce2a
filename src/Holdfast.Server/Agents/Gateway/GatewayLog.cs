using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>Lets the gateway's web host write into the server's log.</summary>
internal sealed class GatewayLog(ILogger log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => log;

    public void Dispose()
    {
        // The log belongs to the server.
    }
}
