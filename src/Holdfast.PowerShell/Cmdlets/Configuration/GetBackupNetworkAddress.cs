using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Get, "DPMBackupNetworkAddress"), OutputType(typeof(BackupNetworkAddress))]
[Alias("Get-BackupNetworkAddress", "Get-HoldfastBackupNetworkAddress")]
[Help("Gets the address at which the backup server listens for its agents; nothing where it listens at all of its addresses.", Example = "Get-DPMBackupNetworkAddress")]
public sealed class GetBackupNetworkAddress : ServerCmdlet
{
    protected override void Run()
    {
        var server = Server;
        var setting = Wait(server.Client.Configuration.List(Stop)).Settings.First(setting => setting.Id == BackupNetworkAddress.Setting);
        if (setting.IsSet || setting.AfterRestart is not null) WriteObject(new BackupNetworkAddress(server, setting.AfterRestart ?? setting.Value));
    }
}
