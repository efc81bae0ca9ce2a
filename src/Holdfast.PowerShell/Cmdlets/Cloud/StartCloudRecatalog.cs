using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsLifecycle.Start, "DPMCloudRecatalog"), OutputType(typeof(CompletedWork))]
[Alias("Start-HoldfastCloudRecatalog")]
[Help("Makes sure that the items of a recovery point in the vault can be looked into.",
    Description = "Recovery points carry their own lists of items, so nothing has to be catalogued: this reads the list, and says how many items are at its top.", Example = "Start-DPMCloudRecatalog -RecoverableItem $point")]
public sealed class StartCloudRecatalog : CatalogCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "A recovery point, or a folder of one.")]
    public RecoverableItem RecoverableItem { get; set; } = null!;

    [Parameter(HelpMessage = "Not supported: it is done when the cmdlet answers.", DontShow = true)]
    public RecoveryNotification? RecoveryNotification { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.", DontShow = true)]
    public object? AdhocJobsContext { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: nothing calls it.", DontShow = true)]
    public object? JobStateChangedEventHandler { get; set; }

    protected override object? Subject => RecoverableItem;

    protected override void Run() 
    {
        if (RecoveryNotification is not null) throw NotKept("-RecoveryNotification", "Nobody has to be told: the list of items is read when the cmdlet answers.");
        ReadItems(RecoverableItem);
    }
}
