using System.Reflection;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Tables;

namespace Holdfast.PowerShell.Cmdlets.Shell;

[Cmdlet(VerbsCommon.Get, "DPMCommand"), OutputType(typeof(CommandSummary))]
[Alias("Get-HoldfastCommand")]
[Help("Gets the cmdlets of this module.", Example = "Get-DPMCommand -Name *RecoveryPoint*")]
public sealed class GetCommand : HoldfastCmdlet
{
    [Parameter(Position = 0, HelpMessage = "Only those whose name contains this; stars at its ends make no difference.")]
    public string Name { get; set; } = "";

    protected override void Run()
    {
        foreach (var entry in CmdletTable.All.Where(entry => entry.Name.Contains(Name.Trim('*'), StringComparison.OrdinalIgnoreCase)).OrderBy(entry => entry.Noun, StringComparer.Ordinal).ThenBy(entry => entry.Verb, StringComparer.Ordinal))
            WriteObject(new CommandSummary(entry.Name, entry.Type.GetCustomAttribute<HelpAttribute>()?.Synopsis ?? "", entry.Aliases));
    }
}
