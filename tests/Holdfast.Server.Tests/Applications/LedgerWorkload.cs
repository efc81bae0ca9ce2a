using System.Globalization;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Tests.Applications;

/// <summary>A small workload that does all that one can do: ledger://NAME. LSNs are numbers of entries; a segment holds ten.</summary>
internal sealed class LedgerWorkload(params Ledger[] ledgers) : IReplicatedWorkload
{
    public const int SegmentEntries = 10;

    public string Kind => "ledger";

    public WorkloadTraits Traits { get; } = new(
        "Ledger", [BackupType.Full, BackupType.Incremental], StreamsLog: true, PointInTime: true, Items: false, HasContainers: true, NeedsCredential: true);

    public List<RecoveryTask> Recoveries { get; } = [];

    public bool Knows(string path) => path.StartsWith("ledger:", StringComparison.OrdinalIgnoreCase);

    public string Normalize(string path) => path.Length > 9 && path.StartsWith("ledger://", StringComparison.OrdinalIgnoreCase) ? path.ToLowerInvariant().TrimEnd('/')
        : throw new WorkloadException(WorkloadFault.AddressWrong, $"'{path}' is no address of a ledger.", "Write ledger://NAME.");

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation) => instance is null
        ? [new FoundDatasource("ledger://all", "all", 0, null, IsContainer: true)]
        : [.. ledgers.Select(ledger => new FoundDatasource("ledger://" + ledger.Name, ledger.Name, 10, instance.Path, IsContainer: false))];

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation)
    {
        if (context.Options.Keys.FirstOrDefault(key => key != "color") is { } unknown) throw new WorkloadException(WorkloadFault.OptionWrong, $"A ledger has no option '{unknown}'.", "Leave it out.");
        var ledger = Of(context);
        var facts = new DatasourceFacts(ledger.Name, "1.0", 10, Traits.Types, ConsistencyGuarantee.Application, ledger.Password is null ? ["Anybody may read this ledger."] : []) { Servers = ledger.Servers };
        ledger.Described++;
        return facts;
    }

    public bool ChoosesCopy(IReadOnlyDictionary<string, string> options) => options.GetValueOrDefault("color") == "any";

    public string AddressOn(string address, string server) => $"{address}@{server}";

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation)
    {
        var ledger = Of(task.Context);
        ledger.Backups++;
        ledger.ReadAs = task.Context.Path;
        var entries = ledger.Entries;
        var consistent = entries.Count == 0 ? task.Context.Clock.GetUtcNow() : entries[^1].Time;
        var content = Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => Ledger.Line(entry.Time, entry.Text))));
        var type = task is { Wanted: BackupType.Incremental, Previous: not null, ReadEverything: false } ? BackupType.Incremental : BackupType.Full;
        using (var file = sink.BeginFile(File("data/entries"), new FixedCutter(4096), type == BackupType.Incremental ? "data/entries"u8.ToArray() : null))
        {
            var before = type == BackupType.Incremental ? sink.Previous!.Find("data/entries"u8.ToArray())!.Size : 0;
            if (before > 0) file.CopyPrevious(0, before);
            file.Append(content.AsSpan((int)before));
            file.Complete();
        }
        if (ledger.FailNext is { } failure)
        {
            ledger.FailNext = null;
            throw failure;
        }
        ledger.OnHandedOver?.Invoke();
        task.Progress.Read(content.Length);
        var end = entries.Count.ToString(CultureInfo.InvariantCulture);
        return new PendingBackup(
            new BackupDocument(Kind, type, type == task.Wanted ? null : "It is the first.", ConsistencyGuarantee.Application, consistent, end, end, "{}"u8.ToArray()),
            _ => ledger.Committed += ledger.OnCommitted?.Invoke() is false ? 0 : 1);
    }

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => new LedgerLog(Of(context), earlier);

    public void Release(WorkloadContext context, CancellationToken cancellation) => Of(context).Released++;

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log)
    {
        var point = ask.Point is { } id ? points.FirstOrDefault(candidate => candidate.Id == id)
            : points.LastOrDefault(candidate => candidate.Document.Consistent <= (ask.Time ?? DateTimeOffset.MaxValue));
        if (point is null) throw new WorkloadException(WorkloadFault.NotRecoverable, "No point is old enough.", "Choose a later time.");
        var wanted = ask.Latest ? log?.Covered ?? point.Document.Consistent : ask.Time ?? point.Document.Consistent;
        if (wanted > point.Document.Consistent)
        {
            var goesOn = log is not null && log.Covered >= wanted && int.TryParse(log.Start, CultureInfo.InvariantCulture, out var start) && start <= int.Parse(point.Document.End, CultureInfo.InvariantCulture);
            if (!goesOn) throw new WorkloadException(WorkloadFault.NotRecoverable, $"The log does not lead from the point to {wanted:O}.", "Choose another time.");
            return new RecoveryPlan([new PlannedPart(point.Id, []), new PlannedPart(null, [])], wanted, ["Restore the entries", $"Replay to {wanted:O}"], []);
        }
        return new RecoveryPlan([new PlannedPart(point.Id, [])], point.Document.Consistent, ["Restore the entries"], []);
    }

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation)
    {
        Recoveries.Add(task);
        if (task.Ask.Destination != RecoveryDestination.Folder) _ = Of(task.Context);
        var folder = task.Ask.Folder ?? task.Context.Scratch;
        content.Write(task.Plan.Parts[0].Point, ["data"], folder, task.Ask.Overwrite, cancellation);
        var lines = System.IO.File.ReadAllLines(Path.Combine(folder, "data", "entries")).ToList();
        if (task.Plan.Parts.Count > 1)
            foreach (var (path, _) in content.Files(null, ""))
            {
                using var reader = new StreamReader(content.OpenRead(null, path));
                while (reader.ReadLine() is { } line)
                    if (!lines.Contains(line) && new DateTimeOffset(long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), TimeSpan.Zero) <= task.Plan.Reaches) lines.Add(line);
            }
        System.IO.File.WriteAllLines(Path.Combine(folder, "ledger.txt"), lines);
        return new RecoveryOutcome(task.Plan.Reaches, ["Count the entries."]);
    }

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation)
    {
        using var reader = new StreamReader(content.OpenRead(task.Point.Id, "data/entries"));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        var isSound = !Of(task.Context).IsUnsound && lines.ToString(CultureInfo.InvariantCulture) == task.Point.Document.End;
        return new DrillOutcome(DrillDepth.Compared, isSound, [isSound ? $"{lines} entries are there." : "An entry is missing."], TimeSpan.FromMilliseconds(1500));
    }

    private Ledger Of(WorkloadContext context)
    {
        var ledger = ledgers.FirstOrDefault(candidate => "ledger://" + candidate.Name == context.Path.Split('@')[0]) ?? (context.Path == "ledger://all" ? ledgers[0] : null)
            ?? throw new WorkloadException(WorkloadFault.NotReachable, $"{context.Path} does not answer.", "Start it.");
        if (ledger.IsDown) throw new WorkloadException(WorkloadFault.NotReachable, $"{context.Path} does not answer.", "Start it.");
        if (ledger.Password is { } password && context.Credential?.Password != password) throw new WorkloadException(WorkloadFault.SignInRefused, "The ledger refuses the sign-in.", "Set the credential.");
        return ledger;
    }

    private static Item File(string path)
    {
        var (parent, name) = ItemPath.Split(Encoding.UTF8.GetBytes(path));
        return new Item { Parent = parent, Name = name, Kind = ItemKind.File, Mode = 0x180 };
    }

    private sealed class LedgerLog(Ledger ledger, LogState? earlier) : ILogStream
    {
        public void Run(ILogSink sink, CancellationToken stop)
        {
            ledger.Followers++;
            if (ledger.RefusesToGiveItsLog) throw new WorkloadException(WorkloadFault.NotReachable, "The ledger gives nothing.", "Ask its keeper.");
            ledger.Following++;
            try
            {
                Follow(sink, stop);
            }
            finally
            {
                ledger.Following--;
            }
        }

        public void Dispose()
        {
        }

        private void Follow(ILogSink sink, CancellationToken stop)
        {
            var connection = ledger.Connection;
            var next = earlier is null ? Math.Max(ledger.LogFrom, 0) : int.Parse(earlier.End, CultureInfo.InvariantCulture);
            if (earlier is null && !ledger.IsSilent) sink.Begin(next.ToString(CultureInfo.InvariantCulture));
            sink.Commit(next.ToString(CultureInfo.InvariantCulture), null);
            while (!stop.IsCancellationRequested)
            {
                if (ledger.Connection != connection) throw new WorkloadException(WorkloadFault.NotReachable, "The connection ended.", "Wait.");
                if (next < ledger.LogFrom) throw new WorkloadException(WorkloadFault.ChainBroken, $"Entry {next} is not in the log any more.", "Make a full backup.");
                var found = ledger.After(next);
                if (found.Count == 0) continue;
                foreach (var (time, text) in found)
                {
                    sink.Append($"segment-{next / SegmentEntries:d6}", Encoding.UTF8.GetBytes(Ledger.Line(time, text)));
                    next++;
                }
                sink.Commit(next.ToString(CultureInfo.InvariantCulture), found[^1].Time);
            }
        }
    }
}
