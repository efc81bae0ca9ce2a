using Google.Protobuf;
using Holdfast.Agent.Remote;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Items.Table;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Agents.Work;

/// <summary>Backs up a datasource of a machine that has an agent. Lives for one job; runs on its thread.</summary>
internal sealed class RemoteBackup(RemoteContext context, IEngine engine, LiveJob job, BackupRequest request, RemoteOptions options) : IDisposable
{
    /// <summary>How often a job that goes on remembers its packs, in ticks of a second.</summary>
    private const int TicksBetweenSaves = 30;

    private readonly RemoteJob mailbox = context.Jobs.Add(job.Id, request.Server);
    private IAgentLink? link;

    /// <summary>Runs to the point. The agent is told by <see cref="Acknowledge"/> when the point is in the catalog as well.</summary>
    /// <exception cref="AgentAwayException">The agent is away; what has arrived is kept for the next run of the job.</exception>
    internal PointState Run()
    {
        var checkpoint = context.Checkpoints.Of(job, request.SourceId);
        mailbox.Attempt = checkpoint.Attempt; // numbers go on: an agent that was away may still speak of an earlier one
        var point = engine.BackupRemotely(new RemoteBackupRequest(request, checkpoint.Packs), session => Conduct(session, checkpoint.Packs), job.Report);
        context.Checkpoints.Forget(request.SourceId);
        return point;
    }

    /// <summary>Tells the agent that its work has been taken note of.</summary>
    internal void Acknowledge()
    {
        // From here on a repeated end is answered without this job.
        context.Jobs.Remove(mailbox);
        link?.Send(new ServerMessage { FinishedSeen = new JobAttempt { Job = mailbox.Id, Attempt = mailbox.Attempt } });
    }

    public void Dispose() => context.Jobs.Remove(mailbox);

    private ItemTableRoot Conduct(IRemoteBackup session, IReadOnlyList<string> earlier)
    {
        var ticks = 0;
        var conductor = new RemoteConductor(context, mailbox, options.Lease, job.Report, job.Cancellation)
        {
            Ticked = () =>
            {
                if (++ticks % TicksBetweenSaves == 0) Remember(session, earlier);
            },
        };
        try
        {
            return RootOf(conductor.Run(session, attempt => Start(attempt, session)));
        }
        catch (Exception error) when (error is AgentAwayException || job.IsInterrupted)
        {
            // What has arrived is worth keeping: made durable, the next attempt finds it.
            session.Flush();
            Remember(session, earlier);
            throw;
        }
        finally
        {
            link = conductor.Link;
        }
    }

    private void Remember(IRemoteBackup session, IReadOnlyList<string> earlier) =>
        context.Checkpoints.Save(job, request.SourceId, new RemoteCheckpoint(mailbox.Attempt, [.. earlier, .. session.DurablePacks]));

    private static ItemTableRoot RootOf(JobFinished finished)
    {
        switch (finished.OutcomeCase)
        {
            case JobFinished.OutcomeOneofCase.Table:
                try
                {
                    return TableRootBytes.Read(finished.Table.Root.Span);
                }
                catch (MalformedDataException error)
                {
                    throw DataChecks.Refused(error.Message);
                }
            case JobFinished.OutcomeOneofCase.Failure:
                throw Failures.From(finished.Failure);
            case JobFinished.OutcomeOneofCase.Cancelled:
                throw new HoldfastException(ErrorCode.JobCancelled, "The agent gave the job up.");
            default:
                throw DataChecks.Refused("The agent ended a backup without a table.");
        }
    }

    private ServerMessage Start(JobAttempt attempt, IRemoteBackup session)
    {
        var start = new StartBackup
        {
            Job = attempt, Path = request.Path, CrossMountPoints = request.CrossMountPoints, ReadEverything = request.ReadEverything, Kind = "files",
            ChunkIdKey = ByteString.CopyFrom(session.ChunkIdKey), CutKey = ByteString.CopyFrom(session.CutKey),
            PreviousRoot = session.Previous is { } root ? ByteString.CopyFrom(TableRootBytes.Write(root)) : ByteString.Empty,
            Compress = request.Compress, CompressionLevel = session.CompressionLevel, DataStreams = options.DataStreams,
        };
        if (request.Throttle is { } throttle) start.Throttle = AgentThrottles.Message(throttle);
        start.ExcludeGlobs.AddRange(request.ExcludeGlobs);
        start.ExcludeExtensions.AddRange(request.ExcludeExtensions);
        return new ServerMessage { Backup = start };
    }
}
