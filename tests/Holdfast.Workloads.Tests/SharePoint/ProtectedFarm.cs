using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint;
using Holdfast.Workloads.SharePoint.Points;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Transports.Vss;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;
using Holdfast.Workloads.Tests.SqlServer.Flows;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.SharePoint;

/// <summary>A farm that is not there: its reference writer's document, made by the schema (nobody here has seen a real one), and a stand-in instance with its databases. It is no SharePoint.</summary>
internal sealed class ProtectedFarm : IDisposable
{
    public const string Path = "sharepoint://wfe1";
    public const string Config = "databases/GENERATOR/SharePoint_Config", Content = "databases/GENERATOR/WSS_Content";

    public static readonly Guid Search = new("0ff1ce15-0201-0000-0000-000000000000");

    private static readonly DateTimeOffset First = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);

    private readonly TempTree _tree = new();

    public HeldPoints Held { get; } = new();

    public ProtectedFarm()
    {
        Instance = new FakeInstance(Desk);
        Instance.Databases.AddRange([new SimulatedDatabase("SharePoint_Config"), new SimulatedDatabase("WSS_Content")]);
        Copies.Writers.Add(Writer(Database("SharePoint_Config", false), Database("WSS_Content", true),
            FakeShadowCopies.Group("Farm", "Index", true, $"<DEPENDS writerId=\"{Search}\" logicalPath=\"\\\\search1\" componentName=\"Index0\"/>")));
        Workload = new SharePointWorkload(Copies, new SqlServerWorkload(Instance, new FakeDevices()));
    }

    public FakeDesk Desk { get; } = new();

    public FakeInstance Instance { get; }

    public FakeShadowCopies Copies { get; } = new();

    public SharePointWorkload Workload { get; }

    public Dictionary<string, string> Options { get; } = [];

    public Notes Notes { get; } = new();

    public string Root => _tree.Root;

    public IReadOnlyList<PointDocument> Points => Held.Documents;

    public WorkloadContext Context => new(Path, new WorkloadCredential("sa", "Passw0rd-Passw0rd"), _tree["scratch"], _tree["keep"], Options, Desk, new FixedTime(First.AddSeconds(Held.Count)));

    public Dictionary<string, byte[]> Files(int point) => Held.Files(point);

    public FarmState State(int point) => FarmDocument.Read(Held[point].Document);

    public PointDocument Back(BackupType type)
    {
        var sink = new FakeSink(Held.NewestFiles);
        var task = new BackupTask(Context, type, Held.Newest, null, false, Notes, Held);
        using var pending = Workload.Backup(task, sink, CancellationToken.None);
        var point = new PointDocument($"p{Held.Count + 1}", First.AddMinutes(Held.Count * 15), pending.Document);
        Held.Add(point, sink.Files);
        pending.Committed(CancellationToken.None);
        return point;
    }

    public RecoveryPlan Plan(RecoveryAsk ask) => Workload.Plan(ask, Points, null);

    public RecoveryOutcome Recover(RecoveryAsk ask) => Workload.Recover(new RecoveryTask(Context, ask, Plan(ask), Points, null, Notes, Held), Held, CancellationToken.None);

    public static RecoveryAsk Ask(RecoveryDestination destination, params string[] items) => new(destination, null, null, true, destination == RecoveryDestination.Instance ? "sqlserver://sql2/" : null, null, null, true, false, items);

    public static string Writer(params string[] components) => FakeShadowCopies.Writer(new Guid("da452614-4858-5e53-a512-38aab25c61ad"), new Guid("11111111-4858-5e53-a512-38aab25c61ad"), "SharePoint Services Writer", "USER_DATA", string.Concat(components));

    public static string Database(string name, bool selectable, string path = @"\\sql1\GENERATOR") =>
        FakeShadowCopies.Group("Farm", name, selectable, $"<DEPENDS writerId=\"{SqlWriterRestore.Writer}\" logicalPath=\"{path}\" componentName=\"{name}\"/>");

    public void Dispose() => _tree.Dispose();
}
