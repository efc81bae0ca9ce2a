using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.PostgreSql.Support;

/// <summary>The points of one cluster, and its log, in a temporary folder.</summary>
internal sealed class FolderPoints : IPointContent, IDisposable
{
    private readonly TempTree tree = new();
    private readonly List<FolderPoint> points = [];

    public FolderLog Log { get; }

    public FolderPoints(TimeSpan? interval = null)
    {
        Log = new FolderLog(tree["log"], interval ?? TimeSpan.FromMilliseconds(200));
        // The server's account must reach what is recovered in here.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tree.Root, (UnixFileMode)0x1ED);
    }

    public Notes Notes { get; } = new();

    public IReadOnlyList<FolderPoint> All => points;

    public IReadOnlyList<PointDocument> Documents => [.. points.Select((point, i) => new PointDocument($"{i}", point.Document!.Consistent, point.Document))];

    public string NewFolder(string name) => tree[name];

    public WorkloadContext Context(string path, WorkloadCredential? credential, params (string, string)[] options) =>
        new(path, credential, tree.Folder("scratch"), tree.Folder("keep"), options.ToDictionary(option => option.Item1, option => option.Item2), null, TimeProvider.System);

    public FolderPoint Backup(WorkloadContext context, BackupType wanted, CancellationToken cancellation = default, bool readEverything = false)
    {
        var previous = points.Count == 0 ? null : points[^1];
        var point = new FolderPoint(tree.Folder($"point{points.Count}"), previous);
        using var pending = new Workloads.PostgreSql.PostgreSqlWorkload().Backup(new BackupTask(context, wanted, previous?.Document, Log.State, readEverything, Notes, new SilentProgress()), point, cancellation);
        point.Document = pending.Document;
        pending.Committed(cancellation);
        points.Add(point);
        return point;
    }

    public RecoveryOutcome Recover(WorkloadContext context, RecoveryAsk ask)
    {
        var workload = new Workloads.PostgreSql.PostgreSqlWorkload();
        var plan = workload.Plan(ask, Documents, Log.State);
        return workload.Recover(new RecoveryTask(context, ask, plan, Documents, Log.State, Notes, new SilentProgress()), this, default);
    }

    public static RecoveryAsk ToFolder(string folder, string? point = null, DateTimeOffset? time = null, bool latest = false, bool overwrite = false) =>
        new(RecoveryDestination.Folder, point, time, latest, null, null, folder, overwrite, false, []);

    public void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation)
    {
        if (point is null)
        {
            foreach (var path in paths) File.Copy(Path.Combine(Log.Folder, path), Path.Combine(folder, path), overwrite);
            return;
        }
        var from = points[int.Parse(point)];
        foreach (var (path, item) in from.Items.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            var to = Path.Combine(folder, path);
            if (item.Kind == ItemKind.Directory) Directory.CreateDirectory(to);
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(from.PathOf(path), to, overwrite);
            }
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, (UnixFileMode)item.Mode);
        }
        // As the recovery of files does where it may: to whom they belonged.
        var owner = from.Items.Values.First(item => item.Kind == ItemKind.File).Owner;
        if (Environment.IsPrivilegedProcess) Shell.Run($"chown -R {owner} {Shell.Quote(folder)}");
    }

    public IEnumerable<(string Path, long Length)> Files(string? point, string directory)
    {
        if (point is null) return Directory.EnumerateFiles(Log.Folder).Select(path => (Path.GetFileName(path), new FileInfo(path).Length)).OrderBy(file => file.Item1, StringComparer.Ordinal);
        return points[int.Parse(point)].Items.Where(item => item.Value.Kind == ItemKind.File && (directory.Length == 0 || item.Key.StartsWith(directory + "/", StringComparison.Ordinal)))
            .Select(item => (item.Key, item.Value.Size)).OrderBy(file => file.Key, StringComparer.Ordinal);
    }

    public Stream OpenRead(string? point, string path) => point is null ? File.OpenRead(Path.Combine(Log.Folder, path)) : points[int.Parse(point)].OpenRead(Encoding.UTF8.GetBytes(path));

    public void Dispose() => tree.Dispose();
}
