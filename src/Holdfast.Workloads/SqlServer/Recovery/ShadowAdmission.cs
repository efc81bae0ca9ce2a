using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.SqlServer.Discovery;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>
/// What can be done with a full backup that is a shadow copy. Its own instance's writer takes it back, under its name or another, and logs can follow. The writer of another instance does not: there the files are attached, and
/// nothing can follow.
/// </summary>
internal static class ShadowAdmission
{
    public static bool IsElsewhere(ChainPlan chain, ServerFacts server) => chain.Full.Server.Length > 0 && !string.Equals(chain.Full.Server, server.Name, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>, with what is possible.</exception>
    public static void Check(RecoveryAsk ask, ChainPlan chain, RestoredDatabase database, bool attach, IShadowCopyService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        var isRenamed = !string.Equals(database.Name, chain.Full.Database, StringComparison.OrdinalIgnoreCase);
        if (isRenamed && database.Name.Contains('"', StringComparison.Ordinal))
            throw new WorkloadException(WorkloadFault.NotPossible, "SqlServerWriter takes no name with a quotation mark.", "Choose another name.");
        if (ask.Folder is null && (attach || isRenamed || ask.Destination == RecoveryDestination.Instance))
            throw new WorkloadException(WorkloadFault.NotPossible, "Files of a shadow copy keep their names, so beside the original they need a folder of their own.", "Name a folder of the instance's computer for the files.");
        if (!attach) return;
        if (chain.Logs.Count > 0 || ask.LeaveRestoring)
            throw new WorkloadException(WorkloadFault.NotPossible, $"SqlServerWriter of another instance than {chain.Full.Server} does not take the backup; its files can be attached there, and no log can follow.",
                $"Recover the moment of a full backup, or recover under another name at {chain.Full.Server}.");
        if (database.Exists) throw new WorkloadException(WorkloadFault.DestinationTaken, $"Database {database.Name} is there already, and files are attached under a free name only.", "Choose another name, or drop the database.");
    }

    public static IReadOnlyList<RestoreStep> Attach(ChainPlan chain, IReadOnlyList<FileMove> moves, bool check) =>
        check ? [new RestoreStep.Attach(chain.Full, moves), new RestoreStep.CheckPages()] : [new RestoreStep.Attach(chain.Full, moves)];
}
