using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SharePoint.Backup;
using Holdfast.Workloads.SharePoint.Farm;
using Holdfast.Workloads.SharePoint.Points;
using Holdfast.Workloads.SharePoint.Recovery;

namespace Holdfast.Workloads.SharePoint;

/// <summary>Farms of SharePoint: told by its reference writer on one server, made of its databases, each backed up and restored by the SQL Server workload.</summary>
/// <param name="shadowCopies">Null where this computer has none.</param>
/// <param name="databases">The SQL Server workload.</param>
public sealed class SharePointWorkload(IShadowCopyService? shadowCopies, IWorkload databases) : IWorkload
{
    internal const string KindWord = "sharePoint", Scheme = "sharepoint";

    public string Kind => KindWord;

    public WorkloadTraits Traits { get; } = new(
        "SharePoint farm", [BackupType.Full, BackupType.Incremental, BackupType.Log], StreamsLog: false, PointInTime: true, Items: true, HasContainers: false, NeedsCredential: true)
    {
        InnerExample = "WSS_Content:/sites/hr:Shared Documents/plan.docx",
    };

    public bool Knows(string path) => ComputerAddress.IsOne(Scheme, path);

    public string Normalize(string path) => ComputerAddress.Parse(Scheme, path).ToString();

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation)
    {
        if (instance is not null || shadowCopies is null || !shadowCopies.IsReady(out _) || ComputerAddress.Here(Scheme, shadowCopies.Environment) is not { } here) return [];
        return FarmFaults.Guard(() => WriterSurvey.Run(shadowCopies, TimeProvider.System, _ => { }, cancellation).Any(writer => FarmWriters.SharePoint.Contains(writer.Writer))
            ? (IReadOnlyList<FoundDatasource>)[new FoundDatasource(here.ToString(), $"SharePoint farm of {here.Host}", 0, null, IsContainer: false)] : []);
    }

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation)
    {
        var (farm, options, address) = Ask(context, _ => { }, cancellation);
        var facts = farm.Databases.Select(database => (Database: database, Facts: databases.Describe(DatabaseContext.Of(context, options, database.Address, FolderOf(database)), cancellation))).ToList();
        var types = Traits.Types.Where(type => type == BackupType.Full || facts.Any(pair => pair.Facts.Types.Contains(type)));
        return new DatasourceFacts($"SharePoint farm of {address.Host}", string.Create(CultureInfo.InvariantCulture, $"{farm.Databases.Count} databases"), facts.Sum(pair => pair.Facts.Size), [.. types], ConsistencyGuarantee.Application,
            [.. Warnings(farm), .. facts.SelectMany(pair => pair.Facts.Warnings.Select(warning => $"{pair.Database.Name}: {warning}"))]);
    }

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation)
    {
        var (farm, options, address) = Ask(task.Context, text => task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, text)), cancellation);
        foreach (var warning in Warnings(farm)) task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, warning));
        return new FarmBackup(databases, farm, task, sink, options, address.Host).Run(cancellation);
    }

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => null;

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => new FarmPlanner(databases).Plan(ask, points);

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) => new FarmRecovery(databases, task, content).Run(cancellation);

    /// <summary>As deep as the least of its databases.</summary>
    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation)
    {
        var ask = new RecoveryAsk(RecoveryDestination.Folder, task.Point.Id, null, false, null, null, null, false, false, []);
        var (chosen, options) = (new ChosenParts(ask, task.Points, databases.Kind), SharePointOptions.Read(task.Context.Options));
        var outcomes = chosen.Parts.Select(part =>
        {
            var (points, folders) = chosen.Of(part);
            var own = new DrillTask(DatabaseContext.Of(task.Context, options, part.Database.Address, part.Folder), points.First(point => point.Id == task.Point.Id), points, null, task.Notes, task.Progress);
            return (part.Database.Name, Outcome: databases.Drill(own, new PartContent(content, folders, null), cancellation));
        }).ToList();
        return new DrillOutcome(outcomes.Min(pair => pair.Outcome.Depth), outcomes.TrueForAll(pair => pair.Outcome.IsSound), [.. outcomes.SelectMany(pair => pair.Outcome.Findings.Select(finding => $"{pair.Name}: {finding}"))], null);
    }

    private (FarmInventory Farm, SharePointOptions Options, ComputerAddress Address) Ask(WorkloadContext context, Action<string> note, CancellationToken cancellation)
    {
        var (options, address, service) = (SharePointOptions.Read(context.Options), ComputerAddress.Parse(Scheme, context.Path), FarmFaults.Require(shadowCopies));
        address.RequireHere(service.Environment);
        return (FarmFaults.Guard(() => FarmReader.Read(WriterSurvey.Run(service, context.Clock, note, cancellation), service, address.Host, options)), options, address);
    }

    private static IEnumerable<string> Warnings(FarmInventory farm)
    {
        if (!farm.HasConfiguration) yield return "None of the farm's databases is said to be its configuration: name it in the option farmDatabases, so that it is restored with the whole farm alone.";
        foreach (var other in farm.Others) yield return $"Not in the point: {other}.";
    }

    private static string FolderOf(FarmDatabase database) => new FolderNames(null).Of(database);
}
