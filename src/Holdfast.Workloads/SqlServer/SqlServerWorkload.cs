using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Discovery;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Recovery;
using Holdfast.Workloads.SqlServer.Transports.Vdi;

namespace Holdfast.Workloads.SqlServer;

/// <summary>Databases of SQL Server: full, differential, and log backups as SQL Server writes them, restored by its own RESTORE.</summary>
public sealed class SqlServerWorkload : IWorkload
{
    internal const string KindWord = "sqlServer";

    private readonly ISqlSessions _sessions;
    private readonly Transports.Transports _transports;

    /// <param name="shadowCopies">Null where this computer has none.</param>
    public SqlServerWorkload(IShadowCopyService? shadowCopies)
        : this(new SqlClientSessions(), new InstalledDeviceSets(), shadowCopies)
    {
    }

    internal SqlServerWorkload(ISqlSessions sessions, IVirtualDeviceSets devices, IShadowCopyService? shadowCopies = null) =>
        (_sessions, _transports) = (sessions, new Transports.Transports(sessions, devices, shadowCopies));

    public string Kind => KindWord;

    public WorkloadTraits Traits { get; } = new(
        "SQL Server database", [BackupType.Full, BackupType.Incremental, BackupType.Log], StreamsLog: false, PointInTime: true, Items: false, HasContainers: true, NeedsCredential: true);

    public bool Knows(string path) => SqlAddress.IsOne(path);

    public string Normalize(string path) => SqlAddress.Parse(path).ToString();

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation)
    {
        if (instance is null) return [.. LocalInstances.Find().Select(found => new FoundDatasource(found.ToString(), found.Instance ?? found.Host, 0, null, IsContainer: true))];
        return SqlFaults.Guard(() =>
        {
            var (address, options) = (SqlAddress.ParseInstance(instance.Path), SqlOptions.Read(instance.Options));
            using var session = _sessions.Open(address, options, instance.Credential, cancellation);
            var server = ServerFacts.Ask(session, cancellation);
            return DatabaseFacts.All(session, server, cancellation)
                .Select(status => new FoundDatasource(address.Of(status.Name).ToString(), status.Name, status.Size, address.ToString(), IsContainer: false, BackupRules.Unprotectable(status))).ToList();
        });
    }

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation) => SqlFaults.Guard(() =>
    {
        var (address, options) = (SqlAddress.Parse(context.Path), SqlOptions.Read(context.Options));
        if (options.Transport == SqlTransportKind.Vss) _ = _transports.ShadowCopies;
        using var session = _sessions.Open(address.Container, options, context.Credential, cancellation);
        var server = ServerFacts.Ask(session, cancellation);
        if (address.Database is not { } name)
            return new DatasourceFacts(server.Name, server.Version, 0, [], ConsistencyGuarantee.Application, []);
        var status = DatabaseFacts.Get(session, server, name, cancellation);
        if (BackupRules.Unprotectable(status) is { } reason) throw new WorkloadException(WorkloadFault.NotPossible, $"Database {name}: {reason}.", "Protect another one.");
        return new DatasourceFacts(status.Name, server.Version, status.Size, BackupRules.Possible(status, options.Transport), ConsistencyGuarantee.Application, [.. StatusWarnings.Of(status, server, options)]);
    });

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation) => SqlFaults.Guard(() =>
    {
        var (address, options) = (Database(task.Context), SqlOptions.Read(task.Context.Options));
        var session = _sessions.Open(address.Container, options, task.Context.Credential, cancellation);
        try
        {
            var replica = ReplicaChoice.Choose(_sessions, session, address, options, task.Context.Credential, cancellation);
            session = replica.Session;
            foreach (var unreachable in replica.Unreachable) Note(task, unreachable);
            return new BackupRun(task, sink, options, replica, new BackupWays(
                () => _transports.Open(task.Context, options, replica.Address, replica.Server, replica.Session, note => Note(task, note), cancellation),
                options.Transport == SqlTransportKind.Vss ? _transports.ShadowCopies : null)).Run(cancellation);
        }
        finally
        {
            session.Dispose();
        }
    });

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => null;

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => SqlRecoveryPlanner.Plan(ask, points);

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) =>
        SqlFaults.Guard(() => new SqlRecovery(_sessions, _transports).Run(task, content, cancellation));

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) => SqlDrill.Run(task, content, cancellation);

    private static SqlAddress Database(WorkloadContext context) =>
        SqlAddress.Parse(context.Path) is { IsInstance: false } address ? address
        : throw new WorkloadException(WorkloadFault.AddressWrong, $"{context.Path} is an instance, and databases are backed up one by one.", "Add the name of a database to the address.");

    private static void Note(BackupTask task, string text) => task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, text));
}
