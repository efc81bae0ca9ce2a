using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Addresses;
using Holdfast.Workloads.Exchange.Backup;
using Holdfast.Workloads.Exchange.Discovery;
using Holdfast.Workloads.Exchange.Planning;
using Holdfast.Workloads.Exchange.Recovery;
using Holdfast.Workloads.Exchange.Shell;
using Holdfast.Workloads.ShadowCopies;

namespace Holdfast.Workloads.Exchange;

/// <summary>Mailbox databases of Exchange: full backups and backups of logs by shadow copies, on the mailbox server itself.</summary>
/// <param name="shadowCopies">Null where this computer has none.</param>
/// <param name="shell">Null where this computer has none.</param>
public sealed class ExchangeWorkload(IShadowCopyService? shadowCopies, IExchangeShell? shell) : IReplicatedWorkload
{
    internal const string KindWord = "exchange";

    public string Kind => KindWord;

    public WorkloadTraits Traits { get; } = new("Exchange database", [BackupType.Full, BackupType.Log], StreamsLog: false, PointInTime: false, Items: false, HasContainers: true, NeedsCredential: false);

    public bool Knows(string path) => ExchangeAddress.IsOne(path);

    public string Normalize(string path) => ExchangeAddress.Parse(path).ToString();

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation)
    {
        if (instance is null)
        {
            if (shadowCopies is null || !shadowCopies.IsReady(out _)) return [];
            return [.. Databases(shadowCopies, TimeProvider.System, cancellation).Select(database => ExchangeWriters.Address(database).Container).Distinct().Select(server => new FoundDatasource(server.ToString(), server.Server, 0, null, IsContainer: true))];
        }
        var service = ExchangeFaults.Require(shadowCopies);
        var address = ExchangeAddress.Parse(instance.Path).Container;
        return [.. Databases(service, instance.Clock, cancellation).Where(database => address.IsOn(database.Server)).DistinctBy(database => database.Id)
            .Select(database => new FoundDatasource((address with { Database = database.Id }).ToString(), database.Name, ExchangeWriters.Size(service, database), address.ToString(), IsContainer: false))];
    }

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation) => ExchangeFaults.Guard(() =>
    {
        var (address, options, service) = (ExchangeAddress.Parse(context.Path), ExchangeOptions.Read(context.Options), ExchangeFaults.Require(shadowCopies));
        var writers = ExchangeWriters.Ask(service, context.Clock, cancellation);
        if (address.Database is null) return new DatasourceFacts(address.Server, "", 0, [], ConsistencyGuarantee.Application, []);
        var database = ExchangeDatabases.Find(writers, address);
        var order = options.Replica == ReplicaWish.Passive ? CopyOrder.Of(ShellAnswers.Copies(ExchangeFaults.Require(shell), database.Id, cancellation)) : null;
        var version = string.Create(CultureInfo.InvariantCulture, $"{database.Writer.MajorVersion}.{database.Writer.MinorVersion}");
        return new DatasourceFacts(database.Name, version, ExchangeWriters.Size(service, database), options.TruncateLogs ? [BackupType.Full, BackupType.Log] : [BackupType.Full], ConsistencyGuarantee.Application, [.. Warnings(options, order)]) { Servers = [.. order?.Usable.Select(copy => copy.Server) ?? []] };
    });

    public bool ChoosesCopy(IReadOnlyDictionary<string, string> options) => ExchangeOptions.Read(options).Replica == ReplicaWish.Passive;

    public string AddressOn(string address, string server) => (ExchangeAddress.Parse(address) with { Server = server.ToLowerInvariant() }).ToString();

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation) =>
        ExchangeFaults.Guard(() => new ExchangeBackup(ExchangeFaults.Require(shadowCopies), task, sink).Run(cancellation));

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => null;

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => ExchangeRecoveryPlanner.Plan(ask, points);

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) =>
        ExchangeFaults.Guard(() => new ExchangeRecovery(() => ExchangeFaults.Require(shadowCopies), () => ExchangeFaults.Require(shell), task, content).Run(cancellation));

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) => new ExchangeDrill(task, content).Run(cancellation);

    private static IReadOnlyList<ExchangeDatabase> Databases(IShadowCopyService service, TimeProvider clock, CancellationToken cancellation) =>
        ExchangeFaults.Guard(() => ExchangeDatabases.Read(ExchangeWriters.Ask(service, clock, cancellation)));

    private static IEnumerable<string> Warnings(ExchangeOptions options, CopyOrder? order)
    {
        if (!options.TruncateLogs) yield return "Exchange keeps its logs (truncateLogs=false): something else must back the database up, or the logs fill their disk.";
        if (order is null) yield break;
        if (order.Usable.All(copy => copy.IsActive)) yield return "The database has no passive copy that can be backed up: the active one is.";
        foreach (var copy in order.Unusable) yield return $"A copy cannot be backed up. {copy}.";
    }
}
