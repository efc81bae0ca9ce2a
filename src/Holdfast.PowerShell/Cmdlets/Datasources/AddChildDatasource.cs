using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Datasources;

[Cmdlet(VerbsCommon.Add, "DPMChildDatasource", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Add-ChildDatasource", "Add-HoldfastChildDatasource")]
[Help("Puts datasources into a modifiable protection group.",
    Description = "A member joins when Set-DPMProtectionGroup commits the group. With -Online its recovery points are sent to the vault as well; in a group whose long-term protection is Online, those of all members are.",
    Example = "Add-DPMChildDatasource -ProtectionGroup $group -ChildDatasource (Get-DPMDatasource -ProductionServer fs1 -Inquire | Where-Object Name -eq 'D:\\')")]
public sealed class AddChildDatasource : GroupEditCmdlet
{
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, HelpMessage = "The datasources, of Get-DPMDatasource or Get-DPMChildDatasource; or paths on the backup server's own computer.")]
    [ProtectableArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource[] ChildDatasource { get; set; } = [];

    [Parameter(Position = 2, HelpMessage = "Their recovery points are sent to the vault as well. Also for members that are in the group already.")]
    public SwitchParameter Online { get; set; }

    private protected override string Action => $"Add {string.Join(", ", ChildDatasource.AsEnumerable())}";

    private protected override void Edit(GroupChanges changes)
    {
        foreach (var datasource in ChildDatasource)
        {
            changes.Removed.RemoveAll(removal => removal.Datasource.IsSameAs(datasource));
            var before = changes.Added.Find(addition => addition.Datasource.IsSameAs(datasource));
            if (before is null && !Online && datasource.Protected && datasource.ProtectionGroupName == ProtectionGroup.Info?.Name)
            {
                WriteVerbose($"{datasource.Name} is in {ProtectionGroup.Name} already.");
                continue;
            }
            if (before is not null) changes.Added.Remove(before);
            changes.Added.Add(new MemberAddition(datasource, Online || before is { Online: true }, before?.Options));
        }
    }
}
