using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.State;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>A database of the stand-in instance with its recovery points, protected and recovered through the workload alone.</summary>
internal sealed class Protected : IDisposable, IPointContent, IWorkloadProgress
{
    private readonly TempTree _tree = new();
    private readonly List<(PointDocument Document, Dictionary<string, byte[]> Files)> _points = [];

    public Protected(string transport = "objects")
    {
        Instance = new FakeInstance(Desk);
        Instance.Databases.Add(new FakeDatabase("Sales"));
        Options["transport"] = transport;
        Workload = new SqlServerWorkload(Instance, Devices);
        Instance.Devices = _ => Devices;
        Directory.CreateDirectory(Keep);
    }

    public FakeDesk Desk { get; } = new();

    public FakeDevices Devices { get; } = new();

    public FakeInstance Instance { get; }

    public SqlServerWorkload Workload { get; }

    public Dictionary<string, string> Options { get; } = [];

    public Notes Notes { get; } = new();

    public string Path { get; set; } = "sqlserver://db1.example.com/Sales";

    public string Keep => _tree["keep"];

    public string Root => _tree.Root;

    public FakeSink? Sink { get; private set; }

    public IReadOnlyList<PointDocument> Points => [.. _points.Select(point => point.Document)];

    public Dictionary<string, byte[]> Files(int point) => _points[point].Files;

    public SqlState State(int point) => SqlStateDocument.Read(_points[point].Document.Document.State);

    public WorkloadContext Context => new(Path, new WorkloadCredential("sa", "Passw0rd-Passw0rd"), _tree["scratch"], Keep, Options, Desk, new FixedTime(new DateTimeOffset(2026, 3, 1, 11, 0, _points.Count, TimeSpan.Zero)));

    public PointDocument Back(BackupType type, bool readEverything = false) => Back(type, commit: true, readEverything);

    /// <summary>Without <paramref name="commit"/>: the program ends before the point is durable.</summary>
    public PointDocument Back(BackupType type, bool commit, bool readEverything = false)
    {
        Sink = new FakeSink(_points.Count == 0 ? null : _points[^1].Files);
        var task = new BackupTask(Context, type, _points.Count == 0 ? null : _points[^1].Document.Document, null, readEverything, Notes, this);
        using var pending = Workload.Backup(task, Sink, CancellationToken.None);
        var point = new PointDocument($"p{_points.Count + 1}", new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero).AddMinutes(_points.Count * 15), pending.Document);
        if (!commit) return point;
        _points.Add((point, Sink.Files));
        pending.Committed(CancellationToken.None);
        return point;
    }

    public RecoveryOutcome Recover(RecoveryAsk ask) => Workload.Recover(new RecoveryTask(Context, ask, Workload.Plan(ask, Points, null), Points, null, Notes, this), this, CancellationToken.None);

    public static RecoveryAsk Ask(RecoveryDestination destination = RecoveryDestination.Original, string? point = null, DateTimeOffset? time = null, bool latest = false, string? name = null, string? folder = null, bool overwrite = true, bool restoring = false) =>
        new(destination, point, time, latest, null, name, folder, overwrite, restoring, []);

    public void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            var target = System.IO.Path.Combine(folder, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, Of(point)[path]);
        }
    }

    IEnumerable<(string Path, long Length)> IPointContent.Files(string? point, string directory) =>
        Of(point).Where(file => file.Key.StartsWith(directory + "/", StringComparison.Ordinal)).Select(file => (file.Key, (long)file.Value.Length));

    public Stream OpenRead(string? point, string path) => new MemoryStream(Of(point)[path]);

    public void Phase(string phase)
    {
    }

    public void Expect(long bytes)
    {
    }

    public void Read(long bytes)
    {
    }

    public void Dispose() => _tree.Dispose();

    private Dictionary<string, byte[]> Of(string? point) => _points.Single(held => held.Document.Id == point).Files;
}
