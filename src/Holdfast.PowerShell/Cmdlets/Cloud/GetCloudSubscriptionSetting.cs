using Holdfast.PowerShell.Cloud;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsCommon.Get, "DPMCloudSubscriptionSetting"), OutputType(typeof(CloudSubscriptionSetting))]
[Alias("Get-HoldfastCloudSubscriptionSetting")]
[Help("Gets a copy of how this server works with its vault, to be changed by Set-DPMCloudSubscriptionSetting.", Example = "$setting = Get-DPMCloudSubscriptionSetting")]
public sealed class GetCloudSubscriptionSetting : ServerCmdlet
{
    protected override void Run()
    {
        var server = Server;
        WriteObject(SubscriptionSettings.Read(server, Stop));
        if (!Wait(server.Client.Vaults.Bandwidth(Stop)).IsFromSettings) WriteWarning("A grid of hours holds before these limits: Set-DPMCloudSubscriptionSetting with other limits replaces it.");
    }
}
