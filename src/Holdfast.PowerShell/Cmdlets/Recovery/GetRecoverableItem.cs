using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;
using SearchOption = Holdfast.PowerShell.Objects.SearchOption;

namespace Holdfast.PowerShell.Cmdlets.Recovery;

[Cmdlet(VerbsCommon.Get, "DPMRecoverableItem", DefaultParameterSetName = "Browse"), OutputType(typeof(RecoverableItem))]
[Alias("Get-RecoverableItem", "Get-HoldfastRecoverableItem")]
[Help("Looks into recovery points: what a point or a folder holds, what holds it, or where items of a name are.",
    Description = "Of a datasource without -SearchOption: its recovery points.",
    Example = "Get-DPMRecoverableItem -RecoverableItem $point -BrowseType Child | Where-Object Name -eq 'report.docx'")]
public sealed class GetRecoverableItem : HoldfastCmdlet
{
    private const int Most = 10_000;

    [Parameter(ParameterSetName = "Browse", Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "A recovery point, or an item of one.")]
    public RecoverableItem RecoverableItem { get; set; } = null!;

    [Parameter(ParameterSetName = "Browse", Position = 1, HelpMessage = "Child: what it holds. Parent: what holds it.")]
    public RecoverableObjectBrowseType BrowseType { get; set; }

    [Parameter(ParameterSetName = "Search", Mandatory = true, ValueFromPipeline = true, HelpMessage = "The datasource, or its name.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource Datasource { get; set; } = null!;

    [Parameter(ParameterSetName = "Search", Position = 1, HelpMessage = "What to look for, of New-DPMSearchOption.")]
    public SearchOption? SearchOption { get; set; }

    [Parameter(ParameterSetName = "Shares", Mandatory = true, HelpMessage = "Not supported: shares are folders of their datasource.")]
    public object? RecoveryPointForShares { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: the answer comes at once.")]
    public SwitchParameter Async { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts.", DontShow = true)]
    public object? Tag { get; set; }

    protected override object? Subject => ParameterSetName == "Search" ? Datasource : RecoverableItem;

    protected override void Run()
    {
        if (ParameterSetName == "Shares") throw NotKept("-RecoveryPointForShares", "Look into the recovery point with -RecoverableItem.");
        if (ParameterSetName == "Search") Search();
        else if (BrowseType == RecoverableObjectBrowseType.Parent) Parent();
        else if (RecoverableItem.IsContainer) foreach (var item in Folder(RecoverableItem.Path)) WriteObject(Sibling(item));
    }

    private IReadOnlyList<ItemInfo> Folder(string path) => Wait(RecoverableItem.Server.Client.Browse(
        RecoverableItem.DatasourceId, RecoverableItem.RecoveryPointId, path, RecoverableItem.Online, RecoverableItem.ExternalServer, Stop)).Items;

    private RecoverableItem Sibling(ItemInfo item) => new(RecoverableItem.Server, RecoverableItem.Point, RecoverableItem.Online, RecoverableItem.ExternalServer, item);

    private void Parent()
    {
        if (RecoverableItem.Item is null) return;
        var path = RecoverableItem.ParentPath;
        if (path.Length == 0) WriteObject(new RecoveryPoint(RecoverableItem.Server, RecoverableItem.Point, RecoverableItem.Online, RecoverableItem.ExternalServer));
        else foreach (var item in Folder(path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "").Where(item => item.Path == path)) WriteObject(Sibling(item));
    }

    private void Search()
    {
        if (Datasource is CloudDatasource) throw NotKept("Searching the points of another server", "Look into its recovery points with -RecoverableItem.");
        if (Datasource.DatasourceId is not { } id) return;
        var client = Datasource.Server.Client;
        var points = Wait(client.RecoveryPoints(id, cancellation: Stop)).RecoveryPoints.ToDictionary(point => point.Id);
        if (SearchOption is not { } wanted)
        {
            foreach (var point in points.Values) WriteObject(new RecoveryPoint(Datasource.Server, point, online: false));
            return;
        }
        var found = Wait(client.Recovery.Search(Query(id, wanted), Stop));
        foreach (var hit in found.Items)
            if (IsAt(hit.Item.Path, wanted) && points.TryGetValue(hit.RecoveryPoint, out var point)) WriteObject(new RecoverableItem(Datasource.Server, point, !point.Disk, null, hit.Item));
        if (found.Truncated) WriteWarning($"There are more than {Most} hits: narrow the times or the text.");
        if (found.Unread.Count > 0) WriteWarning($"{found.Unread.Count} recovery points could not be searched: their lists of items are damaged.");
    }

    private static SearchQuery Query(string source, SearchOption wanted) => new(wanted.SearchString)
    {
        Source = source, From = wanted.FromRecoveryPoint, To = wanted.ToRecoveryPoint, Limit = Most,
        Match = wanted.SearchType switch
        {
            SearchType.StartsWith => "startsWith",
            SearchType.EndsWith => "endsWith",
            SearchType.ExactMatch => "exact",
            _ => "contains",
        },
    };

    private static bool IsAt(string path, SearchOption wanted)
    {
        var rest = wanted.Location.Length == 0 ? path : path.StartsWith(wanted.Location + "/", StringComparison.OrdinalIgnoreCase) ? path[(wanted.Location.Length + 1)..] : null;
        return rest is not null && (wanted.Recursive || !rest.Contains('/', StringComparison.Ordinal));
    }
}
