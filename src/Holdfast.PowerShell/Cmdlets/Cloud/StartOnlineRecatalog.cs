using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsLifecycle.Start, "DPMOnlineRecatalog"), OutputType(typeof(CompletedWork))]
[Alias("Start-OnlineRecatalog", "Start-HoldfastOnlineRecatalog")]
[Help("Makes sure that the items of a recovery point in the vault can be looked into.",
    Description = "Recovery points carry their own lists of items, so nothing has to be catalogued: this reads the list, and says how many items are at its top.", Example = "Start-DPMOnlineRecatalog -RecoveryPoint $point")]
public sealed class StartOnlineRecatalog : CatalogCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The recovery point.")]
    public RecoveryPoint RecoveryPoint { get; set; } = null!;

    [Parameter(Position = 1, HelpMessage = "Taken for the sake of scripts: the recovery point knows its copies.")]
    public RecoveryPointLocation? RecoveryPointLocation { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: nothing calls it.", DontShow = true)]
    public object? JobStateChangedEventHandler { get; set; }

    protected override object? Subject => RecoveryPoint;

    protected override void Run() => ReadItems(RecoveryPoint);
}
