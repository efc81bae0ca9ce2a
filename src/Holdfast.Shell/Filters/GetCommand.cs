using System.IO.Enumeration;
using Holdfast.PowerShell.Help;
using Holdfast.Shell.Commands;

namespace Holdfast.Shell.Filters;

[Cmdlet("Get", "Command"), OutputType(typeof(CommandSummary)), Alias("gcm", "Get-DPMCommand")]
[Help("Lists the commands.", Example = "Get-Command *RecoveryPoint*")]
internal sealed class GetCommand : PSCmdlet
{
    [Parameter(Position = 0, HelpMessage = "Name, in which * stands for any text; without it, all.")]
    public string Name { get; set; } = "*";

    protected override void ProcessRecord()
    {
        foreach (var entry in CommandTable.All.Where(entry => entry.Aliases.Prepend(entry.Name).Any(name => FileSystemName.MatchesSimpleExpression(Name, name))).OrderBy(entry => entry.Noun).ThenBy(entry => entry.Verb))
            WriteObject(CommandSummary.Of(entry));
    }
}
