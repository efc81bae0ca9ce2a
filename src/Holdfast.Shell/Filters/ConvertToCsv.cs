using Holdfast.PowerShell.Help;

namespace Holdfast.Shell.Filters;

[Cmdlet("ConvertTo", "Csv")]
[Help("Makes lines of what comes, whose values commas separate.", Example = "Get-DPMJob -Newest 20 | Select-Object JobCategory, Status, StartTime | ConvertTo-Csv")]
internal sealed class ConvertToCsv : CsvCmdlet
{
    private protected override void WriteLine(string line) => WriteObject(line);
}
