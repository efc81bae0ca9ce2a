using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Arguments;

/// <summary>A datasource by id, name, or path; a path or an address that is not protected yet is one of the backup server's own computer.</summary>
public sealed class ProtectableArgumentAttribute : NameArgumentAttribute
{
    private protected override object Find(string name)
    {
        var server = ServerConnections.Get(null);
        try
        {
            return new Datasource(server, server.Client.Source(name).GetAwaiter().GetResult());
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.NotFound && (Path.IsPathRooted(name) || ApplicationAddress.IsOne(name)))
        {
            return new Datasource(server, name, server.HostName, name, ApplicationAddress.IsOne(name) ? ApplicationAddress.Scheme(name) : Datasource.Folder);
        }
    }
}
