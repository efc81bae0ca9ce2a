using Holdfast.PowerShell.Help;
using Holdfast.Shell.Commands;

namespace Holdfast.Shell.Filters;

[Cmdlet("Get", "Help"), OutputType(typeof(string)), Alias("help", "man")]
[Help("Tells what the shell understands, or what a command does.", Example = "help Get-DPMDatasource")]
internal sealed class GetHelp : PSCmdlet
{
    [Parameter(Position = 0, HelpMessage = "The command; without it, the shell.")]
    public string? Name { get; set; }

    [Parameter(HelpMessage = "All that is known. It is so without it as well.")]
    public SwitchParameter Full { get; set; }

    [Parameter(HelpMessage = "With its example. It is so without it as well.")]
    public SwitchParameter Examples { get; set; }

    protected override void ProcessRecord() => WriteObject(Name is { } name ? CommandHelp.Text(CommandTable.Get(name)) : ShellHelp.Text());
}
