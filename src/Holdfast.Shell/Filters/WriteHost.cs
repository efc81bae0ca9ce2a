using Holdfast.PowerShell.Help;
using Holdfast.Shell.Display;

namespace Holdfast.Shell.Filters;

[Cmdlet("Write", "Host")]
[Help("Says something to whoever sits there; what goes through pipelines stays as it is.", Example = "Write-Host \"$($group.Name) is committed.\"")]
internal sealed class WriteHost : PSCmdlet
{
    [Parameter(ValueFromPipeline = true, ValueFromRemainingArguments = true, HelpMessage = "What is said.")]
    public object[] Object { get; set; } = [];

    [Parameter(HelpMessage = "Taken for the sake of scripts: there are no colors.")]
    public string? ForegroundColor { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: there are no colors.")]
    public string? BackgroundColor { get; set; }

    protected override void ProcessRecord() => Output.Say(string.Join(' ', Object.Select(CellText.Of)));
}
