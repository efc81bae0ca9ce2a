using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.State;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>A database of the stand-in instance with its recovery points, protected and recovered through the workload alone.</summary>
internal sealed class Protected : IDisposable
{
    private readonly TempTree _tree = new();

    public HeldPoints Held { get; } = new();

    public Protected(string transport = "objects")
    {
        Instance = new FakeInstance(Desk);
        Instance.Databases.Add(new SimulatedDatabase("Sales"));
        Options["transport"] = transport;
        Workload = new SqlServerWorkload(Instance, Devices, transport == "vss" ? Copies : null);
        Writer = new FakeSqlWriter(Instance, Copies);
        Instance.Devices = Devices;
        Directory.CreateDirectory(Keep);
    }

    public FakeDesk Desk { get; } = new();

    public FakeDevices Devices { get; } = new();

    public FakeInstance Instance { get; }

    public FakeShadowCopies Copies { get; } = new();

    public FakeSqlWriter Writer { get; }

    public SqlServerWorkload Workload { get; }

    public Dictionary<string, string> Options { get; } = [];

    public Notes Notes { get; } = new();

    public string Path { get; set; } = "sqlserver://db1.example.com/Sales";

    public string Keep => _tree["keep"];

    public string Root => _tree.Root;

    public FakeSink? Sink { get; private set; }

    public IReadOnlyList<PointDocument> Points => Held.Documents;

    public Dictionary<string, byte[]> Files(int point) => Held.Files(point);

    public SqlState State(int point) => SqlStateDocument.Read(Held[point].Document.State);

    public WorkloadContext Context => new(Path, new WorkloadCredential("sa", "Passw0rd-Passw0rd"), _tree["scratch"], Keep, Options, Desk, new FixedTime(new DateTimeOffset(2026, 3, 1, 11, 0, Held.Count, TimeSpan.Zero)));

    public PointDocument Back(BackupType type, bool readEverything = false) => Back(type, commit: true, readEverything);

    /// <summary>Without <paramref name="commit"/>: the program ends before the point is durable.</summary>
    public PointDocument Back(BackupType type, bool commit, bool readEverything = false)
    {
        Sink = new FakeSink(Held.NewestFiles);
        var task = new BackupTask(Context, type, Held.Newest, null, readEverything, Notes, Held);
        using var pending = Workload.Backup(task, Sink, CancellationToken.None);
        var point = new PointDocument($"p{Held.Count + 1}", new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero).AddMinutes(Held.Count * 15), pending.Document);
        if (!commit) return point;
        Held.Add(point, Sink.Files);
        pending.Committed(CancellationToken.None);
        return point;
    }

    public RecoveryOutcome Recover(RecoveryAsk ask) => Workload.Recover(new RecoveryTask(Context, ask, Workload.Plan(ask, Points, null), Points, null, Notes, Held), Held, CancellationToken.None);

    public static RecoveryAsk Ask(RecoveryDestination destination = RecoveryDestination.Original, string? point = null, DateTimeOffset? time = null, bool latest = false, string? name = null, string? folder = null, bool overwrite = true, bool restoring = false) =>
        new(destination, point, time, latest, null, name, folder, overwrite, restoring, []);

    public void Dispose() => _tree.Dispose();
}
