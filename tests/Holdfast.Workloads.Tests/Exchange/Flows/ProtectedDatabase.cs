using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange;
using Holdfast.Workloads.Exchange.State;
using Holdfast.Workloads.Tests.Exchange.Shell;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;
using Holdfast.Workloads.Tests.SqlServer.Flows;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Exchange.Flows;

/// <summary>A database of the stand-in with its recovery points, through the workload alone.</summary>
internal sealed class ProtectedDatabase : IDisposable
{
    private readonly TempTree tree = new();
    private readonly HeldPoints held = new();

    public ProtectedDatabase()
    {
        Server = new FakeExchange(Copies);
        Workload = new ExchangeWorkload(Copies, Shell);
    }

    public FakeShadowCopies Copies { get; } = new();

    public FakeShell Shell { get; } = new();

    public FakeExchange Server { get; }

    public ExchangeWorkload Workload { get; }

    public Dictionary<string, string> Options { get; } = [];

    public Notes Notes { get; } = new();

    public IReadOnlyList<PointDocument> Points => held.Documents;

    public FakeSink? Sink { get; private set; }

    public string Root => tree.Root;

    public string Path { get; set; } = $"exchange://mbx1/{FakeExchange.Id}";

    public WorkloadContext Context => new(Path, null, tree["scratch"], tree["keep"], Options, null, new FixedTime(new DateTimeOffset(2026, 3, 1, 11, Points.Count, 0, TimeSpan.Zero)));

    public Dictionary<string, byte[]> Files(int point) => held.Files(point);

    public ExchangeState State(int point) => ExchangeStateDocument.Read(Points[point].Document.State);

    public IPendingBackup Begin(BackupType type, bool readEverything = false)
    {
        Sink = new FakeSink(held.NewestFiles);
        return Workload.Backup(new BackupTask(Context, type, held.Newest, null, readEverything, Notes, held), Sink, CancellationToken.None);
    }

    public BackupDocument Back(BackupType type, bool readEverything = false)
    {
        using var pending = Begin(type, readEverything);
        var point = new PointDocument($"point{Points.Count}", Context.Clock.GetUtcNow(), pending.Document);
        held.Add(point, Sink!.Files);
        pending.Committed(CancellationToken.None);
        return pending.Document;
    }

    public RecoveryOutcome Recover(RecoveryAsk ask) => Workload.Recover(new RecoveryTask(Context, ask, Workload.Plan(ask, Points, null), Points, null, Notes, held), held, CancellationToken.None);

    public DrillOutcome Drill(int point) => Workload.Drill(new DrillTask(Context, Points[point], Points, null, Notes, held), held, CancellationToken.None);

    public static RecoveryAsk Ask(RecoveryDestination destination, string? point = null, string? folder = null, bool overwrite = true, bool latest = false, string? name = null) => new(destination, point, null, latest, null, name, folder, overwrite, false, []);

    public void Dispose() => tree.Dispose();
}
