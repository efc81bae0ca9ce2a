using Holdfast.Format;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.BaseBackup;
using Holdfast.Workloads.PostgreSql.Discovery;
using Holdfast.Workloads.PostgreSql.Log;
using Holdfast.Workloads.PostgreSql.Planning;
using Holdfast.Workloads.PostgreSql.Protocol;
using Holdfast.Workloads.PostgreSql.Recovery;

namespace Holdfast.Workloads.PostgreSql;

/// <summary>PostgreSQL clusters, version 15 and later: base backups by the replication protocol, a log that is followed all the time, recovery to any moment.</summary>
public sealed class PostgreSqlWorkload : IWorkload
{
    internal const string KindWord = "postgresql";

    public string Kind => KindWord;

    public WorkloadTraits Traits { get; } = new("PostgreSQL cluster", [BackupType.Full, BackupType.Incremental], StreamsLog: true, PointInTime: true, Items: false, HasContainers: false, NeedsCredential: true);

    public bool Knows(string path) => ServerAddress.IsOne(path);

    public string Normalize(string path) => ServerAddress.Parse(path).ToString();

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation) => instance is null ? LocalServers.Find(cancellation) : [];

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation) => Guard(() =>
    {
        var order = ConnectionOrder.From(context);
        using var sql = Connection.Open(order, order.Options.Database, cancellation);
        var facts = ClusterFacts.Read(sql);
        if (facts.MayReplicate)
        {
            // pg_hba.conf has lines of its own for replication: that one is missing is better heard now than at night.
            using var replication = Connection.Open(order, null, cancellation);
            replication.Query("IDENTIFY_SYSTEM");
        }
        return ClusterAdvice.Describe(facts, sql.IsEncrypted, order.Address);
    });

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation) => Guard(() => new ClusterBackup(task, sink, cancellation).Run());

    public ILogStream OpenLog(WorkloadContext context, LogState? earlier) => new WalStream(context, earlier);

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => new RecoveryPlanner(ask, points, log).Plan();

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) => Guard(() => new ClusterRecovery(task, content, cancellation).Run());

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) => new ClusterDrill(task, content, cancellation).Run();

    /// <summary>The server must not keep its log for somebody who will not come again.</summary>
    public void Release(WorkloadContext context, CancellationToken cancellation)
    {
        var order = ConnectionOrder.From(context);
        using var replication = Connection.Open(order, null, cancellation);
        var slot = SlotMemory.Read(context, order.Options.Slot).Slot;
        if (ReplicationSlot.Find(replication, slot) is not null) ReplicationSlot.Drop(replication, slot);
    }

    private static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (MalformedDataException error)
        {
            throw new WorkloadException(WorkloadFault.ContentWrong, error.Message, "Check that the address leads to a PostgreSQL server, and try again.", error);
        }
    }
}
