using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Objects;

/// <summary>Something of a backup server, which it remembers: cmdlets that it is piped to ask the same server.</summary>
public abstract class ServerObject
{
    private protected ServerObject(DpmServer server) => Server = server;

    internal DpmServer Server { get; }

    /// <summary>Binds by name to the parameter of the same name.</summary>
    public string DPMServerName => Server.Name;
}
