using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMDatasourceProtectionOption"), OutputType(typeof(ProtectionOptions))]
[Alias("Get-DatasourceProtectionOption", "Get-HoldfastDatasourceProtectionOption")]
[Help("Tells what is left out of the members of a protection group, and whether its replicas are checked by themselves.", Example = "Get-DPMDatasourceProtectionOption -ProtectionGroup 'File servers' -FileSystem")]
public sealed class GetDatasourceProtectionOption : GroupReadCmdlet
{
    [Parameter(HelpMessage = "Options of files. This is so without it as well.")]
    public SwitchParameter FileSystem { get; set; }

    [Parameter(HelpMessage = "Refused: Exchange has no options of a group.")]
    public SwitchParameter ExchangeOptions { get; set; }

    protected override void Run()
    {
        if (ExchangeOptions) throw NotKept("-ExchangeOptions", "Databases are checked page by page while they are backed up; there is nothing to choose.");
        WriteObject(new ProtectionOptions(ProtectionGroup));
    }
}
