using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsCommon.Get, "DPMCloudConnection"), OutputType(typeof(bool))]
[Alias("Get-HoldfastCloudConnection")]
[Help("Tells whether the vault can be reached.", Description = "Why it cannot be is a warning.", Example = "Get-DPMCloudConnection")]
public sealed class GetCloudConnection : ServerCmdlet
{
    protected override void Run()
    {
        var connection = Wait(Client.VaultConnection(Stop));
        if (!connection.Connected) WriteWarning(connection.Reason ?? "The vault cannot be reached.");
        WriteObject(connection.Connected);
    }
}
