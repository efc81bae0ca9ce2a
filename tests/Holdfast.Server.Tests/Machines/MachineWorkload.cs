using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;

namespace Holdfast.Server.Tests.Machines;

/// <summary>A small machine: machine://NAME with one disk, whose bytes the test sets. Its files are taken out by the same readers as those of real machines.</summary>
internal sealed class MachineWorkload : IWorkload
{
    private const int ChunkLength = 64 << 10;

    public string Kind => "machine";

    public WorkloadTraits Traits { get; } = new("Machine", [BackupType.Full], StreamsLog: false, PointInTime: false, Items: true, HasContainers: false, NeedsCredential: false);

    public byte[] Disk { get; set; } = new byte[4 << 20];

    public List<RecoveryAsk> Asked { get; } = [];

    public IReadOnlyDictionary<string, string> LastOptions { get; private set; } = new Dictionary<string, string>();

    public bool Knows(string path) => path.StartsWith("machine://", StringComparison.Ordinal);

    public string Normalize(string path) => path;

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation) => [new FoundDatasource("machine://web", "web", Disk.Length, null, IsContainer: false)];

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation) => new("web", "1", Disk.Length, Traits.Types, ConsistencyGuarantee.Crash, []);

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation)
    {
        using (var file = sink.BeginFile(File("disks/sda"), new FixedCutter(ChunkLength)))
        {
            for (var at = 0; at < Disk.Length; at += ChunkLength)
            {
                var piece = Disk.AsSpan(at, Math.Min(ChunkLength, Disk.Length - at));
                if (piece.ContainsAnyExcept((byte)0)) file.Append(piece);
                else file.AppendHole(piece.Length);
            }
            file.Complete();
        }
        sink.AddFile(File("machine/settings.xml"), "<machine/>"u8);
        task.Progress.Read(Disk.Length);
        return new PendingBackup(new BackupDocument(
            Kind, BackupType.Full, null, ConsistencyGuarantee.Crash, task.Context.Clock.GetUtcNow(), "", "", Encoding.UTF8.GetBytes(Disk.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => null;

    public IReadOnlyList<PointDisk> Disks(BackupDocument point) =>
        [new PointDisk("sda", "disks/sda", long.Parse(Encoding.UTF8.GetString(point.State), System.Globalization.CultureInfo.InvariantCulture), 512)];

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log)
    {
        if (ask.Items.Count > 0 && ask.Destination != RecoveryDestination.Folder)
            throw new WorkloadException(WorkloadFault.NotPossible, "Files of a machine go to a folder.", "Name a folder.");
        var point = points.FirstOrDefault(one => one.Id == ask.Point) ?? points[^1];
        string[] steps = ask.Items.Count == 0 ? ["Write the disk sda"] : [.. ask.Items.Select(item => $"Take {item} out of its disk")];
        return new RecoveryPlan([new PlannedPart(point.Id, ["disks/sda"])], point.Document.Consistent, steps, []);
    }

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation)
    {
        Asked.Add(task.Ask);
        LastOptions = task.Context.Options;
        var point = task.Points.First(one => one.Id == task.Plan.Parts[0].Point);
        if (task.Ask.Items.Count == 0) content.Write(point.Id, [], task.Ask.Folder!, task.Ask.Overwrite, cancellation);
        using var disk = content.OpenDisk(point.Id, Disks(point.Document)[0]);
        var files = DiskFiles.Open(disk);
        foreach (var item in task.Ask.Items)
        {
            var target = Path.Combine(task.Ask.Folder!, item);
            if (System.IO.File.Exists(target) && !task.Ask.Overwrite) throw new WorkloadException(WorkloadFault.DestinationTaken, $"{target} is there already.", "Choose another folder.");
            var source = files.OpenRead(item["disks/sda/".Length..]);
            var bytes = new byte[source.Length];
            source.Read(0, bytes);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.WriteAllBytes(target, bytes);
        }
        return new RecoveryOutcome(task.Plan.Reaches, []);
    }

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation)
    {
        using var disk = content.OpenDisk(task.Point.Id, Disks(task.Point.Document)[0]);
        var volume = DiskFiles.Open(disk).Volumes[0];
        return new DrillOutcome(DrillDepth.Opened, volume.Files is not null, [$"Partition {volume.Number} holds {volume.FileSystem}."], TimeSpan.FromSeconds(2));
    }

    private static Item File(string path)
    {
        var (parent, name) = ItemPath.Split(Encoding.UTF8.GetBytes(path));
        return new Item { Parent = parent, Name = name, Kind = ItemKind.File, Mode = 0x180 };
    }
}
