using Holdfast.PowerShell.Help;
using Holdfast.Shell.Display;

namespace Holdfast.Shell.Filters;

[Cmdlet("ConvertTo", "Json"), OutputType(typeof(string))]
[Help("Writes what comes as JSON: one thing as itself, several as an array.", Example = "Get-DPMProtectionGroup | ConvertTo-Json")]
internal sealed class ConvertToJson : FilterCmdlet
{
    private readonly List<object?> all = [];

    [Parameter(HelpMessage = "Without line breaks.")]
    public SwitchParameter Compress { get; set; }

    [Parameter(HelpMessage = "How many levels of objects within objects are written.")]
    public int Depth { get; set; } = ObjectJson.UsualDepth;

    protected override void ProcessRecord() => all.Add(InputObject);

    protected override void EndProcessing() => WriteObject(ObjectJson.Text(Objects.Values.Of(all), indented: !Compress, Depth));
}
