using Holdfast.PowerShell.Help;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Filters;

[Cmdlet("ForEach", "Object"), Alias("foreach", "%")]
[Help("Gives out a property of everything that comes.", Example = "Get-DPMProtectionGroup | ForEach-Object Name")]
internal sealed class ForEachObject : FilterCmdlet
{
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The property.")]
    public string MemberName { get; set; } = "";

    protected override void ProcessRecord() => WriteObject(ObjectProperties.Member(InputObject, MemberName), enumerateCollection: true);
}
