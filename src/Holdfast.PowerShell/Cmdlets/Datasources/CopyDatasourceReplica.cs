using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsCommon.Copy, "DPMDatasourceReplica", SupportsShouldProcess = true)]
[Alias("Copy-DatasourceReplica", "Copy-HoldfastDatasourceReplica")]
[Help("Refused with an explanation: replicas lie in the pool in chunks that do not fragment, and are moved by removing a disk.",
    Example = "Copy-DPMDatasourceReplica -Datasource $datasource -CheckReplicaFragmentation", ExampleRemarks = "Tells what takes its place.")]
public sealed class CopyDatasourceReplica : HoldfastCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource.")]
    public object? Datasource { get; set; }

    [Parameter(HelpMessage = "Would measure how fragmented the replica is.")]
    public SwitchParameter CheckReplicaFragmentation { get; set; }

    protected override object? Subject => Datasource;

    protected override void Run() => throw NotKept(
        "Copying a replica",
        "Replicas do not fragment and need no copying. To empty a disk: Remove-DPMDiskStorage. To prove that all is readable: `holdfast verify`.");
}
