using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsCommon.Get, "DPMProductionCluster")]
[Alias("Get-ProductionCluster", "Get-HoldfastProductionCluster")]
[Help("Refused with an explanation: clusters are no production servers of their own.",
    Description = "What a cluster offers is protected by its own address: an availability group by its listener, machines by the host or the management server that knows them.",
    Example = "Get-DPMProductionServer", ExampleRemarks = "The nodes of clusters are production servers like others.")]
public sealed class GetProductionCluster : ServerCmdlet
{
    protected override void Run() => throw NotKept(
        "A list of clusters",
        "Protect what a cluster offers by its own address: an availability group by its listener, machines by the host or management server that knows them. The nodes are listed by Get-DPMProductionServer.");
}
