using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMProtectionGroupSla", SupportsShouldProcess = true, DefaultParameterSetName = ByGroup), OutputType(typeof(ProtectionGroupSla))]
[Alias("Set-ProtectionGroupSla", "Set-HoldfastProtectionGroupSla")]
[Help("Sets within which time every member of a protection group must get a recovery point; otherwise there is an alert.",
    Description = "A modifiable group is changed when Set-DPMProtectionGroup commits it, others at once, as with DPM.",
    Example = "Set-DPMProtectionGroupSla -ProtectionGroup 'File servers' -SLAInHours 24")]
public sealed class SetProtectionGroupSla : SlaCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "1 to 2160 hours; 0: no such goal.")]
    public int SLAInHours { get; set; }

    protected override void Run()
    {
        var group = Meant();
        if (!ShouldProcess(group.Name, SLAInHours == 0 ? "Remove the goal" : $"Expect a recovery point every {SLAInHours} hours")) return;
        if (group.Changes is null) group = ProtectionGroup.Named(group.Server, Wait(group.Server.Client.Group(group.ProtectionGroupId!, Stop)));
        group.Changes!.Policy = group.Changes.Policy with { SlaHours = SLAInHours == 0 ? null : SLAInHours };
        if (group.IsNamed) GroupCommit.Run(group, Stop);
        WriteObject(new ProtectionGroupSla(group));
    }
}
