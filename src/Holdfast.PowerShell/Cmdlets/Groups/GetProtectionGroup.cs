using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Groups;

[Cmdlet(VerbsCommon.Get, "DPMProtectionGroup"), OutputType(typeof(ProtectionGroup))]
[Alias("Get-ProtectionGroup", "Get-HoldfastProtectionGroup")]
[Help("Gets the protection groups of a server.", Example = "Get-DPMProtectionGroup | Where-Object Name -like 'Files*'", ExampleRemarks = "The groups whose names begin with Files.")]
public sealed class GetProtectionGroup : ServerCmdlet
{
    [Parameter(HelpMessage = "Taken for the sake of scripts: the answer comes at once.")]
    public SwitchParameter Async { get; set; }

    protected override void Run()
    {
        var server = Server;
        foreach (var group in Wait(server.Client.Groups(Stop)).Groups) WriteObject(ProtectionGroup.Of(server, group));
    }
}
