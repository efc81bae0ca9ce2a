using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsLifecycle.Start, "DPMManualReplicaCreation"), OutputType(typeof(Datasource))]
[Alias("Start-ManualReplicaCreation", "Start-HoldfastManualReplicaCreation")]
[Help("Makes sure that a datasource waits for its first copy to be carried to the backup server, and tells how.",
    Description = "Copy the data to a folder of the backup server, with attributes and rights, and end with Stop-DPMManualReplicaCreation -Folder.",
    Example = "Start-DPMManualReplicaCreation -Datasource D:\\")]
public sealed class StartManualReplicaCreation : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource, or its name.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource Datasource { get; set; } = null!;

    protected override object? Subject => Datasource;

    protected override void Run()
    {
        if (Datasource.State != "ManualReplicaCreationPending")
            throw new HoldfastException(
                ErrorCode.SeedRefused, $"{Datasource.Name} does not wait for a first copy that is carried: its replica is {Datasource.State}.",
                "Such a copy is possible for new members of a group whose replicas are created manually: Set-DPMReplicaCreationMethod -Manual.");
        WriteWarning($"Copy {Datasource.LogicalPath} of {Datasource.Computer} to a folder of {Datasource.DPMServerName}, then: Stop-DPMManualReplicaCreation -Datasource {Datasource.DatasourceId} -Folder FOLDER");
        WriteObject(Datasource);
    }
}
