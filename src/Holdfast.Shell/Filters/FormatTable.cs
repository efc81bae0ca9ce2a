using Holdfast.PowerShell.Help;

namespace Holdfast.Shell.Filters;

[Cmdlet("Format", "Table"), Alias("ft")]
[Help("Shows what comes as a table.", Example = "Get-DPMDatasource | Format-Table Name, State")]
internal sealed class FormatTable() : FormatCmdlet(asList: false)
{
    [Parameter(HelpMessage = "Columns are as wide as their content. They are so without it as well: scripts say it.")]
    public SwitchParameter AutoSize { get; set; }

    [Parameter(HelpMessage = "Nothing is cut off. It is so without it as well: scripts say it.")]
    public SwitchParameter Wrap { get; set; }
}
