using Holdfast.PowerShell.Help;

namespace Holdfast.Shell.Filters;

[Cmdlet("Format", "List"), Alias("fl")]
[Help("Shows what comes as a list of properties.", Example = "Get-DPMAlert | Format-List")]
internal sealed class FormatList() : FormatCmdlet(asList: true);
