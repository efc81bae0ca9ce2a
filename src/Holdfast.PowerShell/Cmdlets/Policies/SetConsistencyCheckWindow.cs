using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMConsistencyCheckWindow", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Set-ConsistencyCheckWindow", "Set-HoldfastConsistencyCheckWindow")]
[Help("Sets when consistency checks of a modifiable protection group run by schedule: they begin with the window and are cancelled at its end.",
    Description = "Checks of replicas that have become inconsistent run besides: Set-DPMDatasourceProtectionOption -AutoConsistencyCheck.",
    Example = "Set-DPMConsistencyCheckWindow -ProtectionGroup $group -StartTime 22:00 -DurationInHours 8 -DaysOfWeek Sa")]
public sealed class SetConsistencyCheckWindow : WindowCmdlet
{
    private protected override string Action => "Set the window of consistency checks";

    private protected override void Edit(GroupChanges changes) => changes.Policy = changes.Policy with
    {
        ConsistencyCheck = (changes.Policy.ConsistencyCheck ?? new CheckInfo()) with { Schedule = new TimesInfo([PolicyWords.Time(StartTime)], PolicyWords.Days(DaysOfWeek)), LongestMinutes = Minutes },
    };
}
