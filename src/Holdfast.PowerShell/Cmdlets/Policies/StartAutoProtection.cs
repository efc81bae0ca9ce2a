using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsLifecycle.Start, "DPMAutoProtection", SupportsShouldProcess = true), OutputType(typeof(ProtectionGroup))]
[Alias("Start-AutoProtection", "Start-HoldfastAutoProtection")]
[Help("Looks now for what has come to instances whose contents join protection groups by themselves.", Description = "This is done every day without it.", Example = "Start-DPMAutoProtection")]
public sealed class StartAutoProtection : ServerCmdlet
{
    protected override void Run()
    {
        var server = Server;
        foreach (var group in Wait(server.Client.Groups(Stop)).Groups.Where(group => group.Policy.AutoProtect is { Count: > 0 }))
            if (ShouldProcess(group.Name, "Look for new members")) Guard(() => WriteObject(ProtectionGroup.Of(server, Wait(server.Client.Policies.Discover(group.Id, Stop)))));
    }
}
