using Holdfast.Agent.Applications;
using Holdfast.Agent.Recovery;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;
using Holdfast.Workloads.Files;

namespace Holdfast.Agent.Remote;

/// <summary>One recovery from the server beneath a folder of this machine.</summary>
internal sealed class RemoteRecoveryRun(AttemptConnection connection, StartRecovery start, AgentAttempt attempt, BandwidthLimit limit, AgentWorkOptions options)
{
    public void Run(JobFinished outcome)
    {
        if (OwnFolderRule.Holds(options.OwnFolder, start.Directory))
            throw new HoldfastException(ErrorCode.RecoveryTargetRefused, $"{start.Directory} lies within the agent's own data.");
        var root = TableRootBytes.Read(start.Root.Span);
        var progress = attempt.Progress;
        attempt.Phase = "recovering";
        if (start.Items.Count == 0) (progress.ItemsTotal, progress.BytesTotal) = (root.Items, root.Bytes);
        using var store = new RemoteChunkStore(connection, start.ChunkIdKey.ToByteArray(), limit, attempt.Cancellation);
        var table = new ItemTableReader(store, root);
        var chosen = ChosenItems.Of(table, [.. start.Items.Select(item => item.ToByteArray())], attempt.Notes, progress);
        using var target = OpenTarget();
        new RecoveryRun(table, store, target, attempt.Notes, progress).Run(chosen, attempt.Cancellation);
        outcome.Done = true;
    }

    private IFileTarget OpenTarget()
    {
        var existing = start.Existing switch
        {
            "copy" => ExistingItem.Copy,
            "skip" => ExistingItem.Skip,
            "overwrite" => ExistingItem.Overwrite,
            _ => throw new HoldfastException(ErrorCode.BadRequest, $"'{start.Existing}' is none of copy, skip, overwrite."),
        };
        var security = start.Security switch
        {
            "destination" => SecurityFrom.Destination,
            "point" => SecurityFrom.Point,
            _ => throw new HoldfastException(ErrorCode.BadRequest, $"'{start.Security}' is none of destination, point."),
        };
        try
        {
            return FileTargets.Open(start.Directory, new TargetOptions(existing, security), attempt.Notes, WorkloadsHere.Platform);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.RecoveryTargetRefused, $"'{start.Directory}' cannot be written: {error.Message}", inner: error);
        }
    }
}
