using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMInitialOnlineBackupCreationMethod"), OutputType(typeof(InitialBackupMethod))]
[Alias("Get-InitialOnlineBackupCreationMethod", "Get-HoldfastInitialOnlineBackupCreationMethod")]
[Help("Tells how the first copy of a member gets into the vault: by the network.", Example = "Get-DPMInitialOnlineBackupCreationMethod -ProtectionGroup 'File servers'")]
public sealed class GetInitialOnlineBackupCreationMethod : GroupReadCmdlet
{
    protected override void Run()
    {
        if (ProtectionGroup.Policy.Online is not null) WriteObject(InitialBackupMethod.Network);
    }
}
