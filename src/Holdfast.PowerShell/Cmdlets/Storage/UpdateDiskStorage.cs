using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsData.Update, "DPMDiskStorage", SupportsShouldProcess = true)]
[Alias("Update-DiskStorage", "Update-HoldfastDiskStorage")]
[Help("Refused with an explanation: disks of the pool have neither names of their own nor kinds of datasources.", Example = "Update-DPMDiskStorage -Volume $volume -FriendlyName fast", ExampleRemarks = "Tells what takes its place.")]
public sealed class UpdateDiskStorage : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The disk.")]
    public object Volume { get; set; } = null!;

    [Parameter(Position = 1, HelpMessage = "A name for it.")]
    public string? FriendlyName { get; set; }

    [Parameter(Position = 2, HelpMessage = "What it would be for.")]
    public string[]? DatasourceType { get; set; }

    protected override object? Subject => Volume;

    protected override void Run() => throw NotKept("Changing a disk of the pool", "A disk is called by its folder, and all datasources share all disks: nothing needs to be set.");
}
