using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsCommon.Remove, "DPMDatasourceReplica", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = OnDisk), OutputType(typeof(Datasource))]
[Alias("Remove-DatasourceReplica", "Remove-HoldfastDatasourceReplica")]
[Help("Deletes the recovery points of a datasource whose protection has been stopped.",
    Example = "Get-DPMDatasource -Inactive | Where-Object Name -eq old | Remove-DPMDatasourceReplica -Disk")]
public sealed class RemoveDatasourceReplica : HoldfastCmdlet
{
    private const string OnDisk = "Disk", OnTape = "Tape", InVault = "Online";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource, or its name.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource Datasource { get; set; } = null!;

    [Parameter(Mandatory = true, ParameterSetName = OnDisk, HelpMessage = "Those on disk.")]
    public SwitchParameter Disk { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = InVault, HelpMessage = "Those in the vault.")]
    public SwitchParameter Online { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = OnTape, HelpMessage = "Refused: there are no tapes.")]
    public SwitchParameter Tape { get; set; }

    [Parameter(HelpMessage = "Gives the datasource out.")]
    public SwitchParameter PassThru { get; set; }

    protected override object? Subject => Datasource;

    protected override void Run()
    {
        if (Tape) throw NotKept("-Tape", "Recovery points lie on disk (-Disk) and in the vault (-Online).");
        if (!ShouldProcess(Datasource.Name, $"Delete all recovery points {(Disk ? "on disk" : "in the vault")}")) return;
        Wait(Datasource.Server.Client.Policies.DeleteInactive(new DeleteInactiveRequest(Datasource.DatasourceId ?? Datasource.LogicalPath, Disk ? "disk" : "online"), Stop));
        if (PassThru) WriteObject(Datasource);
    }
}
