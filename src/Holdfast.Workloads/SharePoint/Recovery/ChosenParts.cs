using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint.Points;

namespace Holdfast.Workloads.SharePoint.Recovery;

/// <summary>Which databases a recovery is about, and what the points of the farm hold of each.</summary>
internal sealed class ChosenParts
{
    private readonly IReadOnlyList<(PointDocument Point, FarmState State)> _states;
    private readonly string _kind;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: there is no such point or database.</exception>
    public ChosenParts(RecoveryAsk ask, IReadOnlyList<PointDocument> points, string kind)
    {
        (_kind, Ask) = (kind, ask);
        var states = new List<(PointDocument, FarmState)>();
        foreach (var point in points)
        {
            try
            {
                states.Add((point, FarmDocument.Read(point.Document)));
            }
            catch (WorkloadException damage)
            {
                Unreadable.Add($"Point {point.Id} is left out: {damage.Message}");
            }
        }
        _states = [.. states.OrderByDescending(pair => pair.Item1.Created)];
        // A log that came with a later point serves earlier moments; which databases a farm had is told by the last point before.
        var chosen = ask.Point is { } id ? _states.Where(pair => pair.Point.Id == id) : ask.Time is { } time ? [.. _states.Where(pair => pair.Point.Created <= time), .. _states.Reverse()] : _states;
        Farm = chosen.Select(pair => pair.State).FirstOrDefault() ?? throw new WorkloadException(WorkloadFault.NotRecoverable, ask.Point is { } gone ? $"There is no point {gone}, or what it says cannot be read." : "There is no recovery point of the farm.", "Choose another point.");
        Items = [.. ask.Items.Select(FarmItem.Parse)];
        Parts = Items.Count == 0 ? Farm.Parts : [.. Items.Select(Part).DistinctBy(part => part.Folder)];
    }

    public RecoveryAsk Ask { get; }

    /// <summary>As the point says it was.</summary>
    public FarmState Farm { get; }

    /// <summary>Empty: the whole farm.</summary>
    public IReadOnlyList<FarmItem> Items { get; }

    public IReadOnlyList<FarmPart> Parts { get; }

    public List<string> Unreadable { get; } = [];

    /// <summary>A site or something in it is wanted, out of a copy.</summary>
    public bool NeedsCopy => Items.Any(item => item.Site is not null);

    /// <summary>The database's own points within those of the farm, and its folder in each.</summary>
    public (IReadOnlyList<PointDocument> Points, IReadOnlyDictionary<string, string> Folders) Of(FarmPart part)
    {
        var held = _states.SelectMany(pair => pair.State.Parts.Where(other => string.Equals(other.Database.Address, part.Database.Address, StringComparison.OrdinalIgnoreCase)).Select(other => (pair.Point, Part: other))).ToList();
        return ([.. held.Select(pair => new PointDocument(pair.Point.Id, pair.Point.Created, FarmDocument.Of(pair.Part, _kind)))], held.ToDictionary(pair => pair.Point.Id, pair => pair.Part.Folder));
    }

    /// <summary>What the SQL Server workload is asked for.</summary>
    public RecoveryAsk AskOf(FarmPart part) => Ask with
    {
        Items = [],
        Folder = Ask.Destination == RecoveryDestination.Folder && Ask.Folder is { } root ? Path.Combine(root, part.Folder) : Ask.Folder,
        NewName = Ask.Destination == RecoveryDestination.Instance ? CopyName(part) : null,
    };

    /// <summary>Name of a copy beside the original.</summary>
    public string CopyName(FarmPart part) => Ask.NewName is { } name && Parts.Count == 1 ? name : $"{part.Database.Name}_Recovered";

    private FarmPart Part(FarmItem item)
    {
        var found = Farm.Parts.Where(part => string.Equals(part.Database.Name, item.Database, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1 ? found[0] : throw new WorkloadException(WorkloadFault.NotRecoverable, $"The farm's point holds {(found.Count == 0 ? "no" : "more than one")} database {item.Database}.", $"It holds {string.Join(", ", Farm.Parts.Select(part => part.Database.Name).Take(20))}.");
    }
}
