using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Remove, "DPMBackupNetworkAddress", SupportsShouldProcess = true)]
[Alias("Remove-BackupNetworkAddress", "Remove-HoldfastBackupNetworkAddress")]
[Help("Lets agents reach the backup server at all of its addresses again.", Description = "It holds after the server's next start.", Example = "Get-DPMBackupNetworkAddress | Remove-DPMBackupNetworkAddress")]
public sealed class RemoveBackupNetworkAddress : ServerCmdlet
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "The address. There is only one, so it need not be given.")]
    public string? Address { get; set; }

    protected override object? Subject => Address;

    protected override void Run()
    {
        var server = Server;
        if (!ShouldProcess(server.Name, "Listen for agents at all addresses")) return;
        if (Wait(server.Client.Configuration.Reset(BackupNetworkAddress.Setting, Stop)).NeedsRestart) WriteWarning("This holds after the server's next start.");
    }
}
