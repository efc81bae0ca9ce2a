using Google.Protobuf;
using Holdfast.Agent.Applications;
using Holdfast.Agent.Backup;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Compression;
using Holdfast.Format.Items.Table;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Remote;

/// <summary>One backup of an application on this machine into the server's pool. The application hears of it when the server has said what became of it.</summary>
internal sealed class RemoteApplicationRun(
    AttemptConnection connection, StartBackup start, AgentAttempt attempt, BandwidthLimit limit, AgentWorkOptions options, ApplicationHost host)
{
    private readonly ApplicationSite site = start.Application.Site ?? throw new HoldfastException(ErrorCode.AgentRequestRefused, "The server did not say which application is meant.");

    public void Run(JobFinished outcome)
    {
        attempt.Phase = "waiting";
        var turn = host.Turn(site.Source, attempt.Cancellation);
        ScratchFolder? scratch = null;
        try
        {
            scratch = host.Scratch();
            var pending = Transfer(scratch, outcome);
            attempt.Settle = committed =>
            {
                if (committed) host.Tell(pending, site.Address);
                host.LetGo(pending, site.Address);
                scratch.Dispose();
                turn.Dispose();
            };
        }
        catch (Exception)
        {
            scratch?.Dispose();
            turn.Dispose();
            throw;
        }
    }

    private IPendingBackup Transfer(ScratchFolder scratch, JobFinished outcome)
    {
        var task = Task(scratch);
        var workload = host.Of(site.Kind);
        attempt.Phase = "reading";
        using var store = new RemoteChunkStore(connection, start.ChunkIdKey.ToByteArray(), limit, attempt.Cancellation);
        attempt.BytesSent = () => store.BytesSent;
        var table = start.PreviousRoot.IsEmpty ? null : new ItemTableReader(store, TableRootBytes.Read(start.PreviousRoot.Span));
        using var assembly = new PointAssembly(store, table, store, Options(), attempt.Progress, attempt.Cancellation);
        var pending = Fill(assembly, sink => workload.Backup(task, sink, attempt.Cancellation));
        try
        {
            var root = assembly.Finish();
            attempt.Phase = "sending";
            store.Flush();
            if (Interlocked.Read(ref attempt.Progress.BytesRead) < assembly.BytesTaken) Interlocked.Exchange(ref attempt.Progress.BytesRead, assembly.BytesTaken);
            (outcome.Document, outcome.Table) = (ApplicationWire.Write(pending.Document), new TableRoot { Root = ByteString.CopyFrom(TableRootBytes.Write(root)) });
            attempt.Phase = "committing";
            return pending;
        }
        catch (Exception)
        {
            host.LetGo(pending, site.Address);
            throw;
        }
    }

    private BackupTask Task(ScratchFolder scratch)
    {
        var wish = start.Application;
        var wanted = ApplicationWire.Type(wish.Wanted) ?? throw new HoldfastException(ErrorCode.AgentRequestRefused, $"There are no backups of type '{wish.Wanted}'.");
        var progress = new ApplicationProgress(attempt.Progress, phase => attempt.Phase = phase);
        // The log is followed by the server alone: here every point stands by itself.
        return new BackupTask(host.Context(site, scratch), wanted, Previous(wish), Log: null, start.ReadEverything, attempt.Notes, progress);
    }

    private BackupDocument? Previous(ApplicationWish wish)
    {
        try
        {
            return wish.Previous is { } document ? ApplicationWire.Read(document, site.Kind) : null;
        }
        catch (MalformedDataException error)
        {
            throw new HoldfastException(ErrorCode.AgentRequestRefused, error.Message, inner: error);
        }
    }

    private BackupOptions Options()
    {
        // The server decodes every chunk before it believes it, so there is no need to prove the compression here.
        var compression = CompressionPolicy.Default with { Level = start.CompressionLevel, DecodeVerify = false, Compress = start.Compress };
        return new BackupOptions(start.ChunkIdKey.ToByteArray(), start.CutKey.ToByteArray(), compression, options.Cuts, start.ReadEverything, options.Workers);
    }

    // Where a worker failed, what the application's side says of it is not the cause.
    private static IPendingBackup Fill(PointAssembly assembly, Func<IItemSink, IPendingBackup> fill)
    {
        try
        {
            return fill(assembly);
        }
        catch (Exception)
        {
            assembly.ThrowIfFailed();
            throw;
        }
    }
}
