using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsCommon.Remove, "DPMChildDatasource", SupportsShouldProcess = true, DefaultParameterSetName = StopProtection), OutputType(typeof(ProtectionGroup))]
[Alias("Remove-ChildDatasource", "Remove-HoldfastChildDatasource")]
[Help("Takes datasources out of a modifiable protection group.",
    Description = "They leave when Set-DPMProtectionGroup commits the group. Their recovery points are deleted then, except where -KeepDiskData or -KeepOnlineData says otherwise.",
    Example = "Remove-DPMChildDatasource -ProtectionGroup $group -ChildDatasource $datasource -KeepDiskData -KeepOnlineData")]
public sealed class RemoveChildDatasource : GroupEditCmdlet
{
    private const string StopProtection = "StopProtection", RejectCloud = "RejectCloud";

    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, HelpMessage = "The datasources.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource[] ChildDatasource { get; set; } = [];

    [Parameter(ParameterSetName = StopProtection, HelpMessage = "Keeps the recovery points on disk.")]
    public SwitchParameter KeepDiskData { get; set; }

    [Parameter(ParameterSetName = StopProtection, HelpMessage = "Keeps the recovery points in the vault.")]
    public SwitchParameter KeepOnlineData { get; set; }

    [Parameter(ParameterSetName = StopProtection, HelpMessage = "Taken for the sake of scripts: there are no tapes, so nothing on them is lost.")]
    public SwitchParameter KeepTapeData { get; set; }

    [Parameter(ParameterSetName = StopProtection, HelpMessage = "Refused: points that are kept in the vault stay until they are deleted.")]
    public SwitchParameter EnableOnlineRPsPruning { get; set; }

    [Parameter(Mandatory = true, Position = 2, ParameterSetName = RejectCloud, HelpMessage = "They stay in the group; only their recovery points are not sent to the vault any more.")]
    public SwitchParameter Online { get; set; }

    private protected override string Action => $"Remove {string.Join(", ", ChildDatasource.AsEnumerable())}{Fate}";

    private string Fate => Online ? " from the vault's protection" : (bool)KeepDiskData && KeepOnlineData ? "" : KeepDiskData ? " and delete its recovery points in the vault" : KeepOnlineData ? " and delete its recovery points on disk" : " and delete its recovery points";

    private protected override void Edit(GroupChanges changes)
    {
        if (EnableOnlineRPsPruning) throw NotKept("-EnableOnlineRPsPruning", "Points in the vault that are kept stay until they are deleted with Remove-DPMDatasourceReplica -Online.");
        foreach (var datasource in ChildDatasource)
        {
            var joined = changes.Added.RemoveAll(addition => addition.Datasource.IsSameAs(datasource)) > 0;
            if (datasource.Protected && datasource.ProtectionGroupName == ProtectionGroup.Info?.Name)
                changes.Removed.Add(new MemberRemoval(datasource, KeepDiskData, KeepOnlineData, Online));
            else if (!joined)
                throw new HoldfastException(ErrorCode.NotFound, $"{datasource.Name} is no member of {ProtectionGroup.Name}.", $"Get-DPMDatasource -ProtectionGroup '{ProtectionGroup.Name}' lists the members.");
        }
    }
}
