using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsCommunications.Disconnect, "DPMServer")]
[Alias("Disconnect-Server", "Disconnect-HoldfastServer")]
[Help("Ends a connection of this session.", Example = "Disconnect-DPMServer -DPMServerName backup.example.org")]
public sealed class DisconnectServer : HoldfastCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "The backup server as it was connected; without it, the one connected last.")]
    [ArgumentCompleter(typeof(ServerNames))]
    public string? DPMServerName { get; set; }

    protected override void Run()
    {
        if (!ServerConnections.Remove(DPMServerName)) WriteWarning($"This session has no connection to {DPMServerName ?? "any server"}.");
    }
}
