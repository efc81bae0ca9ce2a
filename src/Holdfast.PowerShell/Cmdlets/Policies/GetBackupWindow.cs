using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMBackupWindow"), OutputType(typeof(ScheduleWindow))]
[Alias("Get-BackupWindow", "Get-HoldfastBackupWindow")]
[Help("Gets the hours in which scheduled work of a protection group may begin and run; nothing where it may at any time.", Example = "Get-DPMBackupWindow -ProtectionGroup 'File servers'")]
public sealed class GetBackupWindow : GroupReadCmdlet
{
    protected override void Run()
    {
        if (ProtectionGroup.Policy.BackupWindow is { } window) WriteObject(new ScheduleWindow(window.Start, window.Minutes, window.Days));
    }
}
