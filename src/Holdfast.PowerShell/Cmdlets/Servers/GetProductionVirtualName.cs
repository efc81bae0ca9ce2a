using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsCommon.Get, "DPMProductionVirtualName")]
[Alias("Get-ProductionVirtualName", "Get-HoldfastProductionVirtualName")]
[Help("Refused with an explanation: virtual names of clusters are not listed.",
    Example = "Get-DPMDatasource -ProductionServer node1 -Inquire", ExampleRemarks = "What can be protected at a node of a cluster.")]
public sealed class GetProductionVirtualName : HoldfastCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = "The cluster.")]
    public object? ProductionCluster { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public SwitchParameter Async { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public object? Tag { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public object? Handler { get; set; }

    protected override object? Subject => ProductionCluster;

    protected override void Run() => throw NotKept(
        "A list of the virtual names of clusters", "List what can be protected at a node: Get-DPMDatasource -ProductionServer NODE -Inquire; give a listener's address to Add-DPMChildDatasource.");
}
