using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Samples;

namespace Holdfast.PowerShell.Cmdlets.Shell;

[Cmdlet(VerbsCommon.Get, "DPMSampleScript"), OutputType(typeof(SampleScript))]
[Alias("Get-HoldfastSampleScript")]
[Help("Gets scripts for what is done every day, as docs/migrating-from-dpm.md has them.", Example = "(Get-DPMSampleScript -Number 1).Script", ExampleRemarks = "The script that creates a protection group.")]
public sealed class GetSampleScript : HoldfastCmdlet
{
    [Parameter(Position = 0, HelpMessage = "Only this one.")]
    public int? Number { get; set; }

    protected override void Run()
    {
        foreach (var script in SampleScripts.Read().Where(script => Number is null || script.Number == Number)) WriteObject(script);
    }
}
