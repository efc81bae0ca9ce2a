using Holdfast.Agent.Disks;
using Holdfast.Agent.Recovery;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files;

namespace Holdfast.Agent.Applications;

/// <summary>The points of a datasource and its followed log, for a workload that recovers or proves them.</summary>
/// <param name="makeDurable">Has a file that was written reach the disk.</param>
/// <param name="open">Opens the table of a point, or of the log where the id is null; null where there is no such point.</param>
public sealed class RecoveredPoints(Func<string?, ItemTableReader?> open, IChunkSource chunks, IItemNotes notes, RunProgress progress, Action<string> makeDurable)
    : IPointContent
{
    private readonly Dictionary<string, ItemTableReader> tables = [];
    private readonly Lock gate = new();

    public void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation)
    {
        var table = Table(point);
        byte[][] chosen = [.. paths.Select(path => ItemPath.FromDisplay(path.Trim('/')))];
        if (chosen.FirstOrDefault(path => table.Find(path) is null) is { } absent)
            throw new WorkloadException(WorkloadFault.NotRecoverable, $"{Name(point)} has no '{ItemPath.ToDisplay(absent)}'.", "Choose another recovery point.");
        if (!overwrite) RequireFree(table, chosen, folder);
        var failedBefore = Interlocked.Read(ref progress.ItemsFailed);
        using (var target = OpenTarget(folder, new TargetOptions(overwrite ? ExistingItem.Overwrite : ExistingItem.Skip, SecurityFrom.Point), notes))
            new RecoveryRun(table, chunks, target, notes, progress).Run(ChosenItems.Of(table, chosen, notes, progress), cancellation);
        if (Interlocked.Read(ref progress.ItemsFailed) > failedBefore) throw new IOException($"Not everything of {Name(point)} could be written to {folder}.");
        foreach (var file in Chosen(table, chosen).Where(item => item.Kind == ItemKind.File)) makeDurable(Place(folder, file));
    }

    public IEnumerable<(string Path, long Length)> Files(string? point, string directory) =>
        Table(point).Subtree(ItemPath.FromDisplay(directory.Trim('/'))).Where(item => item.Kind == ItemKind.File).Select(item => (ItemPath.ToDisplay(item.Path), item.Size));

    public IEnumerable<(string Path, ulong Group)> Links(string? point, string directory) =>
        Table(point).Subtree(ItemPath.FromDisplay(directory.Trim('/'))).Where(item => item is { Kind: ItemKind.File, LinkGroup: not 0 }).Select(item => (ItemPath.ToDisplay(item.Path), item.LinkGroup));

    public Stream OpenRead(string? point, string path) => PointFileStream.Open(Table(point), chunks, ItemPath.FromDisplay(path.Trim('/')));

    public IFileTarget OpenTarget(string folder, TargetOptions options, IItemNotes notes) => FileTargets.Open(folder, options, notes, WorkloadsHere.Platform);

    public IDisk OpenDisk(string? point, PointDisk disk) => PointFileDisk.Open(Table(point), chunks, ItemPath.FromDisplay(disk.Path.Trim('/')), disk.SectorLength);

    private static IEnumerable<Item> Chosen(ItemTableReader table, byte[][] paths) => paths.Length == 0 ? table.ReadAll() : paths.SelectMany(table.Subtree);

    private static void RequireFree(ItemTableReader table, byte[][] paths, string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var item in Chosen(table, paths))
            if (item.Kind != ItemKind.Directory && File.Exists(Place(folder, item)))
                throw new WorkloadException(WorkloadFault.DestinationTaken, $"{Place(folder, item)} is there already.", "Choose an empty folder, or allow that what is there is replaced.");
    }

    private static string Place(string folder, Item item) => Path.Combine(folder, System.Text.Encoding.UTF8.GetString(item.Path));

    private ItemTableReader Table(string? point)
    {
        lock (gate)
        {
            if (tables.TryGetValue(point ?? "", out var table)) return table;
            table = open(point) ?? throw new WorkloadException(WorkloadFault.NotRecoverable, $"{Name(point)} is not there.", "Choose another recovery point.");
            tables.Add(point ?? "", table);
            return table;
        }
    }

    private static string Name(string? point) => point is null ? "The followed log" : $"Recovery point {point}";
}
