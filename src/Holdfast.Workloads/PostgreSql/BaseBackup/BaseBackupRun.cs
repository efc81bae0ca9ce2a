using System.Globalization;
using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>One BASE_BACKUP statement and what it gives.</summary>
internal sealed class BaseBackupRun(Connection connection, IItemSink sink, BackupManifest? earlier, ClusterFacts facts, BackupTask task) : IDisposable
{
    private readonly List<QueryResult> results = [];
    private ClusterReceiver? receiver;

    /// <summary>The server sends files: what fails now fails the backup.</summary>
    public bool IsUnderWay => receiver is not null;

    public Lsn Start { get; private set; }

    public Lsn End { get; private set; }

    public uint Timeline { get; private set; }

    /// <summary>The server found damaged pages, and looked twice.</summary>
    public bool HasDamage { get; private set; }

    public ClusterReceiver Receiver => receiver ?? throw new InvalidOperationException("Nothing has come yet.");

    public void Run(bool spreadCheckpoint)
    {
        connection.Begin(Statement(earlier is not null, spreadCheckpoint));
        try
        {
            Receive();
        }
        catch (WorkloadException error) when (error.InnerException is ServerErrorException { State: ServerErrors.DataCorrupted } && results.Count == 3)
        {
            // Everything has come; the server says last that some of it is damaged.
            HasDamage = true;
        }
        if (results.Count != 3 || receiver is null) throw new MalformedDataException("The server ended the base backup without its results.");
        (End, Timeline) = Position(results[2]);
    }

    public void Dispose() => receiver?.Dispose();

    /// <summary>The manifest's checksums are CRC-32C: what was changed on the way is found, at the price of a few percent of a core there and here.</summary>
    private static string Statement(bool incremental, bool spread) =>
        $"BASE_BACKUP (LABEL 'holdfast', PROGRESS, CHECKPOINT '{(spread ? "spread" : "fast")}', WAL, WAIT 0, TABLESPACE_MAP, MANIFEST 'yes', MANIFEST_CHECKSUMS 'CRC32C', TARGET 'client'{(incremental ? ", INCREMENTAL" : "")})";

    private void Receive()
    {
        while (true)
        {
            switch (connection.Next())
            {
                case 'T':
                    results.Add(connection.Rows());
                    if (results.Count > 3) throw new MalformedDataException("The server answered BASE_BACKUP with more results than there are.");
                    break;
                case 'H': Begin(); break;
                case 'd': Receiver.Message(connection.Payload); break;
                case 'Z': return;
                default: break; // CopyDone, CommandComplete
            }
        }
    }

    private void Begin()
    {
        if (results.Count != 2) throw new MalformedDataException("The server sends files before it said where its log begins.");
        (Start, Timeline) = Position(results[0]);
        connection.SetPatience(TimeSpan.Zero);
        receiver = new ClusterReceiver(sink, facts.HasChecksums ? new PageVerifier(Start) : null, earlier, task.Notes, task.Progress);
        task.Progress.Expect(results[1].Rows.Sum(row => long.TryParse(row[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : 0));
        task.Progress.Phase(earlier is null ? "reading the cluster" : "reading what changed");
    }

    private static (Lsn, uint) Position(QueryResult result) => result.Rows is [[{ } lsn, { } timeline]] && uint.TryParse(timeline, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? (Lsn.Parse(lsn), number) : throw new MalformedDataException("The server did not say a position in its log.");
}
