using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>A cmdlet that asks a server by name.</summary>
public abstract class ServerCmdlet : HoldfastCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The backup server: a URL, a host name, or this computer. Without it, the server connected last, else this computer.")]
    [ArgumentCompleter(typeof(ServerNames))]
    [Alias("ServerName")]
    public string? DPMServerName { get; set; }

    internal DpmServer Server => ServerConnections.Get(DPMServerName);

    private protected HoldfastClient Client => Server.Client;

    protected override object? Subject => DPMServerName;
}
