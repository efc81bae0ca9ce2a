using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Arguments;

/// <summary>A datasource by id, name, or path.</summary>
public sealed class DatasourceArgumentAttribute : NameArgumentAttribute
{
    private protected override object Find(string name)
    {
        var server = ServerConnections.Get(null);
        return new Datasource(server, server.Client.Source(name).GetAwaiter().GetResult());
    }
}
