using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsCommon.Get, "DPMDatasourceDiskAllocation"), OutputType(typeof(Datasource))]
[Alias("Get-DatasourceDiskAllocation", "Get-HoldfastDatasourceDiskAllocation")]
[Help("Gives the datasource out, for scripts that set its allocation next: datasources share the pool, and take from it what they need.",
    Example = "Get-DPMDatasourceDiskAllocation -Datasource $datasource")]
public sealed class GetDatasourceDiskAllocation : AllocationCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource, or its name.")]
    [ProtectableArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource Datasource { get; set; } = null!;

    protected override object? Subject => Datasource;

    private protected override IEnumerable<string> WithoutEffect => [];

    protected override void Run()
    {
        Say();
        WriteObject(Datasource);
    }
}
