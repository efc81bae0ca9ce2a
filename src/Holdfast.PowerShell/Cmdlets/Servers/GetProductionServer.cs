using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Servers;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsCommon.Get, "DPMProductionServer"), OutputType(typeof(ProductionServer))]
[Alias("Get-ProductionServer", "Get-HoldfastProductionServer")]
[Help("Gets the computers that a backup server protects, or could: its own, and those whose agents are enrolled.",
    Example = "Get-DPMProductionServer | Where-Object AgentState -eq unreachable")]
public sealed class GetProductionServer : ServerCmdlet
{
    protected override void Run() => WriteObject(ProductionServers.All(Server, Stop), enumerateCollection: true);
}
