using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsCommon.Get, "DPMCloudSubscription"), OutputType(typeof(CloudSubscription))]
[Alias("Get-HoldfastCloudSubscription")]
[Help("Gets this server's registration with its vault.", Example = "Get-DPMCloudSubscription | Format-List")]
public sealed class GetCloudSubscription : ServerCmdlet
{
    protected override void Run()
    {
        var server = Server;
        WriteObject(new CloudSubscription(server, Wait(server.Client.Vault(Stop))));
    }
}
