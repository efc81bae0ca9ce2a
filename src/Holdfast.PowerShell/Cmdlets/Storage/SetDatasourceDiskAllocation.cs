using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Storage;

[Cmdlet(VerbsCommon.Set, "DPMDatasourceDiskAllocation", SupportsShouldProcess = true, DefaultParameterSetName = Usual), OutputType(typeof(Datasource))]
[Alias("Set-DatasourceDiskAllocation", "Set-HoldfastDatasourceDiskAllocation")]
[Help("Taken for the sake of scripts: datasources share the pool, and take from it what they need. Sizes and places that are given get a warning; moving data is refused with an explanation.",
    Example = "Set-DPMDatasourceDiskAllocation -Datasource $datasource -ProtectionGroup $group")]
public sealed class SetDatasourceDiskAllocation : AllocationCmdlet
{
    private const string Usual = "Usual", Moved = "Migrate";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource.")]
    public object Datasource { get; set; } = null!;

    [Parameter(Position = 1, ParameterSetName = Usual, HelpMessage = "Its protection group.")]
    [Parameter(Position = 1, ParameterSetName = Moved)]
    public object? ProtectionGroup { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect: nothing is allocated by hand.")]
    public SwitchParameter Manual { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect: data grows in the pool as it must.")]
    public object? AutoGrow { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect.")]
    public SwitchParameter CustomRequirements { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect.")]
    public long ReplicaArea { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect.")]
    public long ShadowCopyArea { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect.")]
    public object? ReplicaVolume { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect.")]
    public object? ShadowCopyVolume { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect: agents keep no journal of their own.")]
    [Alias("USNJournalSize")]
    public long ProductionServerJournalSize { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect.")]
    public SwitchParameter FormatVolumes { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect.")]
    public int ExpectedDataSizePerClientInMB { get; set; }

    [Parameter(ParameterSetName = Usual, HelpMessage = "Without effect: all datasources share all disks.")]
    [Parameter(ParameterSetName = Moved)]
    public object? TargetStorage { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = Moved, HelpMessage = "Refused: data is moved by removing a disk.")]
    public SwitchParameter MigrateDatasourceDataFromDPM { get; set; }

    [Parameter(ParameterSetName = Moved, HelpMessage = "Refused, as the move is.")]
    public object? DestinationDiskPool { get; set; }

    [Parameter(ParameterSetName = Moved, HelpMessage = "Refused, as the move is.")]
    public object? DestinationReplicaVolume { get; set; }

    [Parameter(ParameterSetName = Moved, HelpMessage = "Refused, as the move is.")]
    public object? DestinationShadowCopyVolume { get; set; }

    [Parameter(HelpMessage = "Gives the datasource out.")]
    public SwitchParameter PassThru { get; set; }

    protected override object? Subject => Datasource;

    private protected override IEnumerable<string> WithoutEffect =>
    [
        nameof(Manual), nameof(AutoGrow), nameof(CustomRequirements), nameof(ReplicaArea), nameof(ShadowCopyArea), nameof(ReplicaVolume), nameof(ShadowCopyVolume),
        nameof(ProductionServerJournalSize), nameof(FormatVolumes), nameof(ExpectedDataSizePerClientInMB), nameof(TargetStorage),
    ];

    protected override void Run()
    {
        if (MigrateDatasourceDataFromDPM) throw NotKept("-MigrateDatasourceDataFromDPM", "Data of all datasources lies on all disks of the pool. To empty a disk: Remove-DPMDiskStorage moves what lies on it to the others.");
        Say();
        if (PassThru) WriteObject(Datasource);
    }
}
