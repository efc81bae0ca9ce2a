using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.Contracts.Errors;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsLifecycle.Start, "DPMCreateCatalog"), OutputType(typeof(CompletedWork))]
[Alias("Start-CreateCatalog", "Start-HoldfastCreateCatalog")]
[Help("Makes sure that the items of a datasource's newest recovery point can be looked into.",
    Description = "Recovery points carry their own lists of items, so nothing has to be catalogued: this reads the list, and says how many items are at its top.", Example = "Start-DPMCreateCatalog -Datasource 'Sales'")]
public sealed class StartCreateCatalog : CatalogCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The datasource, or its name.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource Datasource { get; set; } = null!;

    [Parameter(HelpMessage = "Taken for the sake of scripts: nothing calls it.", DontShow = true)]
    public object? JobStateChangedEventHandler { get; set; }

    protected override object? Subject => Datasource;

    protected override void Run() 
    {
        var id = Datasource.DatasourceId ?? throw new HoldfastException(ErrorCode.BadRequest, $"{Datasource.Name} is not protected.");
        var newest = Wait(Datasource.Server.Client.RecoveryPoints(id, cancellation: Stop)).RecoveryPoints is [.., var last] ? last
            : throw new HoldfastException(ErrorCode.NoRecoveryPoint, $"{Datasource.Name} has no recovery point yet.");
        ReadItems(new RecoveryPoint(Datasource.Server, newest, online: false));
    }
}
