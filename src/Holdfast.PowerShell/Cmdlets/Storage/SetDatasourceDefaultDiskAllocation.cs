using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsCommon.Set, "DPMDatasourceDefaultDiskAllocation", SupportsShouldProcess = true), OutputType(typeof(Datasource))]
[Alias("Set-DatasourceDefaultDiskAllocation", "Set-HoldfastDatasourceDefaultDiskAllocation")]
[Help("Taken for the sake of scripts: datasources share the pool, and take from it what they need.", Example = "Set-DPMDatasourceDefaultDiskAllocation -Datasource $datasource")]
public sealed class SetDatasourceDefaultDiskAllocation : AllocationCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource.")]
    public object Datasource { get; set; } = null!;

    [Parameter(HelpMessage = "Nothing needs to be calculated.")]
    public SwitchParameter CalculateSize { get; set; }

    [Parameter(HelpMessage = "Nothing needs to be calculated.")]
    public SwitchParameter CalculateShrinkThresholds { get; set; }

    [Parameter(HelpMessage = "Without effect: there are no secondary servers.")]
    public object? PrimaryDpmServer { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the answer comes at once.")]
    public SwitchParameter Async { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.")]
    public object? Tag { get; set; }

    protected override object? Subject => Datasource;

    private protected override IEnumerable<string> WithoutEffect => [nameof(PrimaryDpmServer)];

    protected override void Run()
    {
        Say();
        WriteObject(Datasource);
    }
}
