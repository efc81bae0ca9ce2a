using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.PostgreSql.Support;
using Holdfast.Workloads.Tests.Support;
using Holdfast.Workloads.VirtualMachines.Qemu;

namespace Holdfast.Workloads.Tests.VirtualMachines.Support;

/// <summary>The points of one machine in a temporary folder.</summary>
internal sealed class MachinePoints(TempTree tree, string path, params (string, string)[] options) : IPointContent
{
    private readonly List<FolderPoint> points = [];

    public Notes Notes { get; } = new();

    public CountingProgress Progress { get; } = new();

    public QemuWorkload Workload { get; } = new();

    public IReadOnlyList<FolderPoint> All => points;

    /// <summary>Runs when a disk is about to be read.</summary>
    public Action? OnDisk { get; set; }

    public WorkloadContext Context { get; } = new(path, null, tree.Folder("scratch"), tree.Folder("keep"), options.ToDictionary(option => option.Item1, option => option.Item2), null, TimeProvider.System);

    public IReadOnlyList<PointDocument> Documents => [.. points.Select((point, number) => new PointDocument($"{number}", point.Document!.Consistent, point.Document))];

    public BackupDocument Last => points[^1].Document!;

    public FolderPoint Backup(BackupType wanted = BackupType.Incremental, bool everything = false)
    {
        var (point, pending) = Begin(wanted, everything);
        using (pending)
        {
            pending.Committed(TestContext.Current.CancellationToken);
            points.Add(point);
        }
        return point;
    }

    /// <summary>A backup that is neither committed nor given up.</summary>
    public (FolderPoint Point, IPendingBackup Pending) Begin(BackupType wanted = BackupType.Incremental, bool everything = false)
    {
        Progress.Reset();
        var point = new FolderPoint(tree.Folder($"point{points.Count}-{Guid.NewGuid():N}"), points.Count == 0 ? null : points[^1]);
        var task = new BackupTask(Context, wanted, points.Count == 0 ? null : Last, null, everything, Notes, Progress);
        var pending = Workload.Backup(task, new WatchedSink(point, () => OnDisk?.Invoke()), TestContext.Current.CancellationToken);
        point.Document = pending.Document;
        return (point, pending);
    }

    public byte[] Disk(FolderPoint point, string name) => File.ReadAllBytes(point.PathOf("disks/" + name));

    public RecoveryOutcome Recover(RecoveryAsk ask)
    {
        var plan = Workload.Plan(ask, Documents, null);
        return Workload.Recover(new RecoveryTask(Context, ask, plan, Documents, null, Notes, Progress), this, TestContext.Current.CancellationToken);
    }

    public DrillOutcome Drill() => Workload.Drill(new DrillTask(Context, Documents[^1], Documents, null, Notes, Progress), this, TestContext.Current.CancellationToken);

    public void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation)
    {
        foreach (var (file, _) in Files(point, "").Where(file => paths.Count == 0 || paths.Any(path => file.Path == path || file.Path.StartsWith(path + "/", StringComparison.Ordinal))))
        {
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Of(point).PathOf(file), target, overwrite);
        }
    }

    public IEnumerable<(string Path, long Length)> Files(string? point, string directory) => Of(point).Items
        .Where(item => item.Value.Kind == ItemKind.File && (directory.Length == 0 || item.Key.StartsWith(directory + "/", StringComparison.Ordinal))).Select(item => (item.Key, item.Value.Size)).OrderBy(file => file.Key, StringComparer.Ordinal);

    public Stream OpenRead(string? point, string path) => Of(point).OpenRead(Encoding.UTF8.GetBytes(path));

    private FolderPoint Of(string? point) => points[int.Parse(point!, System.Globalization.CultureInfo.InvariantCulture)];
}
