using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMConsistencyCheckWindow"), OutputType(typeof(ScheduleWindow))]
[Alias("Get-ConsistencyCheckWindow", "Get-HoldfastConsistencyCheckWindow")]
[Help("Gets when consistency checks of a protection group run by schedule; nothing where they do not.", Example = "Get-DPMConsistencyCheckWindow -ProtectionGroup 'File servers'")]
public sealed class GetConsistencyCheckWindow : GroupReadCmdlet
{
    protected override void Run()
    {
        if (ScheduleWindow.OfChecks(ProtectionGroup.Policy.ConsistencyCheck) is { } window) WriteObject(window);
    }
}
