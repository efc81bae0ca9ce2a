using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Policies;

[Cmdlet(VerbsCommon.Get, "DPMAutoProtectIntent"), OutputType(typeof(AutoProtectIntent))]
[Alias("Get-AutoProtectIntent", "Get-HoldfastAutoProtectIntent")]
[Help("Gets the instances whose contents join protection groups by themselves.", Example = "Get-DPMAutoProtectIntent -ProtectionGroup 'SQL servers'")]
public sealed class GetAutoProtectIntent : ServerCmdlet
{
    [Parameter(Position = 1, ValueFromPipeline = true, HelpMessage = "Only those of this protection group.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup? ProtectionGroup { get; set; }

    [Parameter(Position = 2, HelpMessage = "Only instances whose address contains one of these names.")]
    public string[]? SQLInstanceName { get; set; }

    protected override void Run()
    {
        var server = Server;
        var groups = ProtectionGroup is { } one ? [one] : Wait(server.Client.Groups(Stop)).Groups.Select(group => ProtectionGroup.Of(server, group));
        foreach (var group in groups)
            foreach (var container in group.Policy.AutoProtect ?? [])
                if (SQLInstanceName is null || SQLInstanceName.Any(name => container.Path.Contains(name, StringComparison.OrdinalIgnoreCase))) WriteObject(new AutoProtectIntent(group, container));
    }
}
