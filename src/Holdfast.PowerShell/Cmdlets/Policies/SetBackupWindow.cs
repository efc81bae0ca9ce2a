using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Groups;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Set, "DPMBackupWindow", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Set-BackupWindow", "Set-HoldfastBackupWindow")]
[Help("Sets the hours in which scheduled work of a modifiable protection group may begin and run.", Example = "Set-DPMBackupWindow -ProtectionGroup $group -StartTime 20:00 -DurationInHours 10")]
public sealed class SetBackupWindow : WindowCmdlet
{
    private protected override string Action => "Set the backup window";

    private protected override void Edit(GroupChanges changes) =>
        changes.Policy = changes.Policy with { BackupWindow = new WindowInfo(PolicyWords.Time(StartTime), Minutes, PolicyWords.Days(DaysOfWeek)) };
}
