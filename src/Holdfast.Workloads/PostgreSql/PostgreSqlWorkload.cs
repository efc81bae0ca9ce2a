using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.BaseBackup;
using Holdfast.Workloads.PostgreSql.Log;
using Holdfast.Workloads.PostgreSql.Planning;
using Holdfast.Workloads.PostgreSql.Recovery;

namespace Holdfast.Workloads.PostgreSql;

/// <summary>PostgreSQL clusters: base backups by the replication protocol, a log that is followed all the time, recovery to any moment.</summary>
public sealed class PostgreSqlWorkload
{
    internal const string KindWord = "postgresql";

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation) => new ClusterBackup(task, sink, cancellation).Run();

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => new WalStream(context, earlier);

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => new RecoveryPlanner(ask, points, log).Plan();

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) => new ClusterRecovery(task, content, cancellation).Run();
}
