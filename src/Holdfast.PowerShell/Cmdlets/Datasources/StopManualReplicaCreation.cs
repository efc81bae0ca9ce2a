using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsLifecycle.Stop, "DPMManualReplicaCreation", SupportsShouldProcess = true), OutputType(typeof(DpmJob))]
[Alias("Stop-ManualReplicaCreation", "Stop-HoldfastManualReplicaCreation")]
[Help("Makes the first copy of a datasource from a folder that was carried to the backup server.",
    Example = "Stop-DPMManualReplicaCreation -Datasource D:\\ -Folder E:\\carried\\D -Wait")]
public sealed class StopManualReplicaCreation : JobCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource, or its name.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource Datasource { get; set; } = null!;

    [Parameter(Position = 1, HelpMessage = "Absolute path of the folder on the backup server that the data was copied to. DPM has a place of its own for it; here it is told.")]
    public string? Folder { get; set; }

    protected override object? Subject => Datasource;

    protected override void Run()
    {
        var folder = Folder ?? throw NotKept("Ending a manual copy without -Folder", "Give the folder on the backup server that the data was copied to with -Folder.");
        if (ShouldProcess(Datasource.Name, $"Create the replica from {folder}"))
            Give(Datasource.Server, Wait(Datasource.Server.Client.Policies.Seed(new SeedRequest(Datasource.DatasourceId ?? Datasource.LogicalPath, folder), Stop)));
    }
}
