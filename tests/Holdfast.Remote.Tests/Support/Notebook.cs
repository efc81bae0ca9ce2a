using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Remote.Tests.Support;

/// <summary>An application of a test: notebook://NAME holds pages, and takes what it is told about its backups down.</summary>
internal sealed class Notebook : IWorkload
{
    public const string Word = "notebook", Address = "notebook://main";
    private static readonly byte[] pagesPath = "data/pages"u8.ToArray();

    public byte[] Pages { get; set; } = TempTree.Content(3, 500_000);

    public string? Password { get; set; }

    /// <summary>Refuses to go on from earlier backups.</summary>
    public bool HasLostItsMark { get; set; }

    /// <summary>Called when half has been handed over.</summary>
    public Action<CancellationToken>? HalfWay { get; set; }

    /// <summary>Called when it hears that a point was made.</summary>
    public Action? Hears { get; set; }

    public byte[] State { get; set; } = "{}"u8.ToArray();

    public int Begun, Committed, LetGo;

    public List<BackupTask> Tasks { get; } = [];

    public List<RecoveryTask> Recoveries { get; } = [];

    public string Kind => Word;

    public WorkloadTraits Traits { get; } = new(
        "Notebook", [BackupType.Full, BackupType.Incremental], StreamsLog: true, PointInTime: false, Items: false, HasContainers: true, NeedsCredential: true);

    public bool Knows(string path) => path.StartsWith("notebook:", StringComparison.Ordinal);

    public string Normalize(string path) => path;

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation) => instance is null
        ? [new FoundDatasource("notebook://all", "all", 0, null, IsContainer: true)]
        : [new FoundDatasource(Address, "main", Pages.Length, instance.Path, IsContainer: false)];

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation)
    {
        SignIn(context);
        return new DatasourceFacts("main", "1.0", Pages.Length, Traits.Types, ConsistencyGuarantee.Application, ["It has dog-ears."]);
    }

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation)
    {
        SignIn(task.Context);
        Interlocked.Increment(ref Begun);
        lock (Tasks) Tasks.Add(task);
        if (HasLostItsMark && task.Wanted != BackupType.Full) throw new WorkloadException(WorkloadFault.ChainBroken, "The mark is gone.", "Make a full backup.");
        var type = task is { Wanted: BackupType.Incremental, Previous: not null } ? BackupType.Incremental : BackupType.Full;
        sink.AddFile(Item("label"), Encoding.UTF8.GetBytes(task.Context.Options.GetValueOrDefault("color", "none")));
        using (var file = sink.BeginFile(Item("data/pages"), new FixedCutter(), type == BackupType.Incremental ? pagesPath : null))
        {
            var before = 0;
            if (type == BackupType.Incremental)
            {
                using var earlier = sink.Previous!.OpenRead(pagesPath);
                before = (int)earlier.Length;
                var bytes = new byte[before];
                earlier.ReadExactly(bytes);
                Assert.True(bytes.AsSpan().SequenceEqual(Pages.AsSpan(0, before)), "the previous point holds other bytes");
                file.CopyPrevious(0, before);
            }
            var half = before + ((Pages.Length - before) / 2);
            file.Append(Pages.AsSpan(before, half - before));
            HalfWay?.Invoke(cancellation);
            file.Append(Pages.AsSpan(half));
            file.Complete();
        }
        File.WriteAllText(Path.Combine(task.Context.Keep, "mark"), "kept");
        File.WriteAllText(Path.Combine(task.Context.Scratch, "paper"), "scratch");
        return new Pending(this, new BackupDocument(
            Kind, type, type == task.Wanted ? null : "It is the first.", ConsistencyGuarantee.Application, DateTimeOffset.UnixEpoch.AddDays(20_000), "1", Pages.Length.ToString(null, null), State));
    }

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => throw new NotSupportedException("Nobody follows it.");

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log)
    {
        var point = points.First(point => point.Id == ask.Point);
        return new RecoveryPlan([new PlannedPart(point.Id, [])], point.Document.Consistent, ["Put the pages back"], []);
    }

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation)
    {
        SignIn(task.Context);
        Recoveries.Add(task);
        content.Write(task.Plan.Parts[0].Point, [], task.Ask.Folder!, task.Ask.Overwrite, cancellation);
        return new RecoveryOutcome(task.Plan.Reaches, [$"{content.Files(task.Plan.Parts[0].Point, "").Count()} files are back."]);
    }

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) => new(DrillDepth.Planned, true, [], null);

    private void SignIn(WorkloadContext context)
    {
        if (Password is { } password && context.Credential?.Password != password)
            throw new WorkloadException(WorkloadFault.SignInRefused, $"{context.Credential} is not let in.", "Set the credential.");
    }

    private static Item Item(string path)
    {
        var (parent, name) = ItemPath.Split(Encoding.UTF8.GetBytes(path));
        return new Item { Parent = parent, Name = name, Kind = ItemKind.File, Mode = 0x180 };
    }

    private sealed class Pending(Notebook notebook, BackupDocument document) : IPendingBackup
    {
        public BackupDocument Document => document;

        public void Committed(CancellationToken cancellation)
        {
            notebook.Hears?.Invoke();
            Interlocked.Increment(ref notebook.Committed);
        }

        public void Dispose() => Interlocked.Increment(ref notebook.LetGo);
    }
}
