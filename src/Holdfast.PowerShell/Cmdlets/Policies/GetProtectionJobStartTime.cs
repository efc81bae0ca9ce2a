using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMProtectionJobStartTime"), OutputType(typeof(JobStartTime))]
[Alias("Get-ProtectionJobStartTime", "Get-HoldfastProtectionJobStartTime")]
[Help("Gets when consistency checks of a protection group start; nothing where they do not run by schedule.", Example = "Get-DPMProtectionJobStartTime -ProtectionGroup 'File servers' -JobType ConsistencyCheck")]
public sealed class GetProtectionJobStartTime : GroupReadCmdlet
{
    [Parameter(Position = 1, HelpMessage = "ConsistencyCheck. Others are told by Get-DPMPolicySchedule.")]
    public ProtectionJobType JobType { get; set; } = ProtectionJobType.ConsistencyCheck;

    protected override void Run()
    {
        if (JobType is not (ProtectionJobType.ConsistencyCheck or ProtectionJobType.CheckDataIntegrity)) throw NotKept($"-JobType {JobType}", "Get-DPMPolicySchedule tells of its schedule.");
        if (ScheduleWindow.OfChecks(ProtectionGroup.Policy.ConsistencyCheck) is { } window) WriteObject(new JobStartTime(window));
    }
}
