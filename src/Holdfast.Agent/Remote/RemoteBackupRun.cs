using Google.Protobuf;
using Holdfast.Agent.Backup;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Compression;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads;

namespace Holdfast.Agent.Remote;

/// <summary>One backup of a tree on this machine into the server's pool.</summary>
internal sealed class RemoteBackupRun(
    AttemptConnection connection, StartBackup start, AgentAttempt attempt, BandwidthLimit limit, AgentWorkOptions options, TimeProvider clock)
{
    public void Run(JobFinished outcome)
    {
        if (start.Kind is not ("" or BackupKinds.Files or BackupKinds.ChosenFiles))
            throw new HoldfastException(ErrorCode.AgentMessageRefused, $"This agent cannot back up datasources of kind '{start.Kind}'.", "Bring the agent to the server's version.");
        if (OwnFolderRule.Holds(options.OwnFolder, start.Path)) throw new HoldfastException(ErrorCode.PathRefused, $"{start.Path} lies within the agent's own data.");
        var previous = start.PreviousRoot.IsEmpty ? null : TableRootBytes.Read(start.PreviousRoot.Span);
        var progress = attempt.Progress;
        attempt.Phase = start.ReadEverything ? "comparing" : "reading";
        if (previous is not null) progress.ItemsTotal = previous.Items;
        if (start.ReadEverything && previous is not null) progress.BytesTotal = previous.Bytes;

        var scan = Scan();
        using var source = TreeOpening.Open(start.Path, scan.Windows, clock);
        using var store = new RemoteChunkStore(connection, start.ChunkIdKey.ToByteArray(), limit, attempt.Cancellation);
        attempt.BytesSent = () => store.BytesSent;
        var table = previous is null ? null : new ItemTableReader(store, previous);
        var root = new BackupRun(source, scan, table, store, store, attempt.Notes, progress, Options()).Run(attempt.Cancellation);
        attempt.Phase = "sending";
        store.Flush();
        outcome.Table = new TableRoot { Root = ByteString.CopyFrom(TableRootBytes.Write(root)) };
    }

    private ScanOptions Scan() => new()
    {
        ExcludeGlobs = OwnFolderRule.Exclusion(options.OwnFolder, start.Path) is { } own ? [.. start.ExcludeGlobs, own] : [.. start.ExcludeGlobs],
        ExcludeExtensions = [.. start.ExcludeExtensions],
        CrossMountPoints = start.CrossMountPoints,
        Windows = TreeOpening.Choice(start.Options),
    };

    private BackupOptions Options()
    {
        // The server decodes every chunk before it believes it, so there is no need to prove the compression here.
        var compression = CompressionPolicy.Default with { Level = start.CompressionLevel, DecodeVerify = false, Compress = start.Compress };
        return new BackupOptions(start.ChunkIdKey.ToByteArray(), start.CutKey.ToByteArray(), compression, options.Cuts, start.ReadEverything, options.Workers);
    }
}
