using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Servers;

/// <summary>The computers that a backup server protects, or could: its own, and those whose agents are enrolled.</summary>
internal static class ProductionServers
{
    /// <summary>The backup server's own computer first, the others by name.</summary>
    internal static IReadOnlyList<ProductionServer> All(DpmServer server, CancellationToken stop)
    {
        var agents = server.Client.Agents.List(stop).GetAwaiter().GetResult().Agents;
        return [new ProductionServer(server), .. agents.Select(agent => new ProductionServer(server, agent))];
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.NotFound"/>.</exception>
    internal static ProductionServer Find(DpmServer server, string name, CancellationToken stop)
    {
        var all = All(server, stop);
        return all.FirstOrDefault(one => one.IsNamed(name)) ?? throw new HoldfastException(
            ErrorCode.NotFound, $"No production server is called {name}.", $"Known are {string.Join(", ", all.Select(one => one.ServerName))}. Enroll its agent: `holdfast agent token --host {name}`.");
    }
}
