using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsData.Edit, "DPMDiskAllocation", SupportsShouldProcess = true)]
[Alias("Edit-DiskAllocation", "Edit-HoldfastDiskAllocation")]
[Help("Taken for the sake of scripts, with a warning: datasources share the pool, and take from it what they need.", Example = "Edit-DPMDiskAllocation -Datasource $datasource -ReplicaSize 100GB")]
public sealed class EditDiskAllocation : AllocationCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource.")]
    public object Datasource { get; set; } = null!;

    [Parameter(HelpMessage = "Without effect.")]
    public long ReplicaSize { get; set; }

    [Parameter(HelpMessage = "Without effect.")]
    public long ShadowCopySize { get; set; }

    [Parameter(HelpMessage = "Without effect.")]
    public int ExpectedDataSizePerClientInMB { get; set; }

    protected override object? Subject => Datasource;

    private protected override IEnumerable<string> WithoutEffect => [nameof(ReplicaSize), nameof(ShadowCopySize), nameof(ExpectedDataSizePerClientInMB)];

    protected override void Run() => Say();
}
