using Holdfast.Agent.Applications;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Backup;

namespace Holdfast.Agent.Remote;

/// <summary>One recovery of an application on this machine, out of the server's points.</summary>
internal sealed class RemoteApplicationRecoveryRun(
    AttemptConnection connection, StartRecovery start, AgentAttempt attempt, BandwidthLimit limit, AgentWorkOptions options, ApplicationHost host)
{
    private const string Log = "";

    public void Run(JobFinished outcome)
    {
        var told = Read(start.Application);
        if (told.Ask.Folder is { } folder && OwnFolderRule.Holds(options.OwnFolder, folder))
            throw new HoldfastException(ErrorCode.RecoveryTargetRefused, $"{folder} lies within the agent's own data.");
        var site = start.Application.Site;
        var workload = host.Of(site.Kind);
        attempt.Phase = "recovery";
        using var scratch = host.Scratch();
        using var store = new RemoteChunkStore(connection, start.ChunkIdKey.ToByteArray(), limit, attempt.Cancellation);
        var content = new RecoveredPoints(
            id => told.Roots.TryGetValue(id ?? Log, out var root) ? new ItemTableReader(store, root) : null, store, attempt.Notes, attempt.Progress, MakeDurable);
        var progress = new ApplicationProgress(attempt.Progress, phase => attempt.Phase = phase);
        var task = new RecoveryTask(host.Context(site, scratch), told.Ask, told.Plan, told.Points, told.Log, attempt.Notes, progress);
        var done = workload.Recover(task, content, attempt.Cancellation);
        (outcome.Done, outcome.Recovered) = (true, ApplicationRecoveryWire.Write(done));
    }

    private static ToldRecovery Read(ApplicationReturn told)
    {
        try
        {
            var kind = told.Site.Kind;
            var roots = told.Points.Where(point => !point.Root.IsEmpty).ToDictionary(point => point.Id, point => TableRootBytes.Read(point.Root.Span));
            if (told.Log is { } log) roots.Add(Log, TableRootBytes.Read(log.Root.Span));
            return new ToldRecovery(
                ApplicationRecoveryWire.Read(told.Ask), ApplicationRecoveryWire.Read(told.Plan), [.. told.Points.Select(point => ApplicationRecoveryWire.Read(point, kind))],
                told.Log is null ? null : ApplicationRecoveryWire.Read(told.Log), roots);
        }
        catch (MalformedDataException error)
        {
            throw new HoldfastException(ErrorCode.AgentRequestRefused, error.Message, inner: error);
        }
    }

    private static void MakeDurable(string path)
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        DurableFile.Sync(file.SafeFileHandle, path);
    }

    private sealed record ToldRecovery(
        RecoveryAsk Ask, RecoveryPlan Plan, IReadOnlyList<PointDocument> Points, LogState? Log, IReadOnlyDictionary<string, ItemTableRoot> Roots);
}
