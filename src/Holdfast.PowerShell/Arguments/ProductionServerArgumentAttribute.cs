using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Servers;

namespace Holdfast.PowerShell.Arguments;

/// <summary>A production server by name.</summary>
public sealed class ProductionServerArgumentAttribute : NameArgumentAttribute
{
    private protected override object Find(string name) => ProductionServers.Find(ServerConnections.Get(null), name, CancellationToken.None);
}
