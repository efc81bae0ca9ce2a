using Holdfast.Format.Items.Table;
using Holdfast.Server.Engine.Remote;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine.Applications;

/// <summary>What the server asks of the engine for applications: points that a workload fills, followed logs, and content for recoveries. Faults as of <see cref="IEngine"/>.</summary>
public interface IApplicationEngine
{
    /// <summary>Points of a datasource with their documents, oldest first, and its logs, newest first.</summary>
    ApplicationState State(string sourceId, PointPlace place);

    /// <summary>Opens the pool's side of a backup, has a workload fill it on this thread, and commits. The workload hears of the commit afterwards.</summary>
    /// <param name="fill">Takes the newest point's document, the state of the followed log, and the sink.</param>
    PointState Backup(
        ApplicationBackup request, Func<BackupDocument?, LogState?, IItemSink, IPendingBackup> fill, IJobReport report, CancellationToken cancellation);

    /// <summary>The same for an application that an agent reaches: opens the pool's side, calls <paramref name="conduct"/> on this thread, and commits the table and the document
    /// that it returns. Where it throws, nothing was committed.</summary>
    /// <param name="earlierPacks">Packs that earlier attempts of the same job made durable.</param>
    /// <param name="conduct">Takes the newest point's document.</param>
    PointState BackupRemotely(
        ApplicationBackup request, IReadOnlyList<string> earlierPacks, Func<IRemoteBackup, BackupDocument?, (ItemTableRoot Root, BackupDocument Document)> conduct, IJobReport report);

    /// <summary>The followed log of a datasource, to go on with. One at a time for a datasource.</summary>
    IFollowedLog OpenLog(PointSource source);

    /// <summary>Gives a datasource's points and logs as they are now to a workload, on this thread.</summary>
    /// <param name="work">Takes what there is, and what opens the content: of the points, and of the log with an id.</param>
    T Read<T>(string sourceId, PointPlace place, IJobReport report, Func<ApplicationState, Func<string?, IPointContent>, T> work);

    /// <summary>The same for an agent that reads the content: <paramref name="work"/> runs on this thread.</summary>
    /// <param name="work">Takes what there is, and what opens points, and the log, by their ids.</param>
    T ReadRemotely<T>(string sourceId, PointPlace place, Func<ApplicationState, Func<IReadOnlyCollection<string>, IRemotePoints>, T> work);

    /// <summary>Deletes the logs of a datasource in the pool, as the last of its points goes.</summary>
    void DeleteLogs(string sourceId);
}
