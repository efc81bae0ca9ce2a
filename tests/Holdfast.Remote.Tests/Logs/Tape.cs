using System.Globalization;
using Holdfast.Remote.Tests.Support;
using Holdfast.Workloads.Applications;

namespace Holdfast.Remote.Tests.Logs;

/// <summary>An application of a test that has nothing but a log: bytes, which it forgets as soon as they are acknowledged. Its positions are numbers of bytes.</summary>
internal sealed class Tape(int length) : IWorkload
{
    public const string Word = "tape", Address = "tape://main";
    private const int SegmentLength = 150_000, Step = 40_000;

    /// <summary>All that it ever gives.</summary>
    public byte[] Bytes { get; } = TempTree.Content(9, length);

    /// <summary>Up to here it has been told that its log is safe.</summary>
    public int Forgotten { get; private set; }

    public int Opened { get; private set; }

    /// <summary>Called before each commit with the position.</summary>
    public Action<int>? Committing { get; set; }

    public WorkloadCredential? Seen { get; private set; }

    public string Kind => Word;

    public WorkloadTraits Traits { get; } = new("Tape", [BackupType.Full], StreamsLog: true, PointInTime: true, Items: false, HasContainers: false, NeedsCredential: true);

    public bool Knows(string path) => path == Address;

    public string Normalize(string path) => path;

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation) => [];

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier)
    {
        Opened++;
        Seen = context.Credential;
        return new Reel(this, earlier);
    }

    /// <summary>The bytes of the segments in order.</summary>
    public static string SegmentOf(int position) => $"segment-{position / SegmentLength:d4}";

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation) => throw new NotSupportedException();

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation) => throw new NotSupportedException();

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => throw new NotSupportedException();

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) => throw new NotSupportedException();

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) => throw new NotSupportedException();

    private sealed class Reel(Tape tape, LogState? earlier) : ILogStream
    {
        public void Run(ILogSink sink, CancellationToken stop)
        {
            var at = earlier is null ? 0 : int.Parse(earlier.End, CultureInfo.InvariantCulture);
            if (at < tape.Forgotten) throw new WorkloadException(WorkloadFault.ChainBroken, $"Byte {at} is wound off.", "Begin anew.");
            if (earlier is null) sink.Begin("0");
            while (!stop.IsCancellationRequested && at < tape.Bytes.Length)
            {
                var part = Math.Min(Math.Min(Step, tape.Bytes.Length - at), SegmentLength - (at % SegmentLength));
                sink.Append(SegmentOf(at), tape.Bytes.AsSpan(at, part));
                at += part;
                tape.Committing?.Invoke(at);
                sink.Commit(at.ToString(CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch.AddSeconds(at));
                tape.Forgotten = at;
            }
            stop.WaitHandle.WaitOne();
        }

        public void Dispose()
        {
        }
    }
}
