using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Groups;

[Cmdlet(VerbsData.Update, "DPMProtectionGroup", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Update-ProtectionGroup", "Update-HoldfastProtectionGroup")]
[Help("Looks for what has come to the instances of a protection group that protect their contents by themselves, and lets it join.", Example = "Update-DPMProtectionGroup -ProtectionGroup 'SQL servers'")]
public sealed class UpdateProtectionGroup : GroupReadCmdlet
{
    [Parameter(HelpMessage = "Taken for the sake of scripts: a group is looked at as a whole.")]
    public object? Datasource { get; set; }

    [Parameter(HelpMessage = "Production servers are asked. This is so without it as well.")]
    public SwitchParameter Inquire { get; set; }

    protected override void Run()
    {
        var id = ProtectionGroup.ProtectionGroupId ?? throw new HoldfastException(ErrorCode.BadRequest, $"The protection group {ProtectionGroup.Name} is not committed yet.", "Commit it with Set-DPMProtectionGroup first.");
        if (ShouldProcess(ProtectionGroup.Name, "Look for new members")) WriteObject(ProtectionGroup.Of(ProtectionGroup.Server, Wait(ProtectionGroup.Server.Client.Policies.Discover(id, Stop))));
    }
}
