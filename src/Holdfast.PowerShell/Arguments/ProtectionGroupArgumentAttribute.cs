using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Arguments;

/// <summary>A protection group by name or id.</summary>
public sealed class ProtectionGroupArgumentAttribute : NameArgumentAttribute
{
    private protected override object Find(string name)
    {
        var server = ServerConnections.Get(null);
        return ProtectionGroup.Named(server, server.Client.Group(name).GetAwaiter().GetResult());
    }
}
