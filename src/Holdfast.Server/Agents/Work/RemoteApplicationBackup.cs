using Google.Protobuf;
using Holdfast.Agent.Applications;
using Holdfast.Agent.Remote;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Items.Table;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Jobs;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Agents.Work;

/// <summary>Backs up an application of a machine that has an agent. Lives for one job; runs on its thread.</summary>
internal sealed class RemoteApplicationBackup(RemoteContext context, IEngine engine, LiveJob job, RemoteApplicationRequest request, RemoteOptions options) : IDisposable
{
    private readonly RemoteBackupCourse course = new(context, job, request.Server, request.Backup.Source.Id, options);

    /// <summary>Runs to the point. The agent, and through it the application, is told by <see cref="Acknowledge"/> when the point is in the catalog as well.</summary>
    /// <exception cref="AgentAwayException">The agent is away; what has arrived is kept for the next run of the job.</exception>
    internal PointState Run()
    {
        var point = engine.Applications.BackupRemotely(
            request.Backup, course.Begin(), (session, previous) => course.Conduct(session, conductor => Conduct(conductor, session, previous)), job.Report);
        course.End();
        return point;
    }

    /// <summary>The point is durable: the application may hear of it.</summary>
    internal void Acknowledge() => course.Acknowledge(committed: true);

    public void Dispose() => course.Dispose();

    private (ItemTableRoot Root, BackupDocument Document) Conduct(RemoteConductor conductor, IRemoteBackup session, BackupDocument? previous)
    {
        var wanted = request.Wanted;
        while (true)
        {
            var asked = wanted;
            var finished = conductor.Run(session, attempt => Start(attempt, conductor.Link!, session, asked, previous));
            if (finished.Failure is { } broken && broken.Code == (uint)ErrorCode.LogChainBroken && wanted != BackupType.Full)
            {
                conductor.Link?.Send(new ServerMessage { FinishedSeen = finished.Job });
                job.Report.Item(ErrorCode.LogChainBroken, $"{Failures.Cut(broken.Message)} A full backup follows.", request.Backup.Source.Path, failed: false);
                wanted = BackupType.Full;
                continue;
            }
            return (RemoteBackupCourse.TableOf(finished), DocumentOf(finished));
        }
    }

    private BackupDocument DocumentOf(JobFinished finished)
    {
        if (finished.Document is null) throw DataChecks.Refused("The agent ended an application's backup without a document.");
        try
        {
            return ApplicationWire.Read(finished.Document, request.Backup.Source.Workload);
        }
        catch (MalformedDataException error)
        {
            throw DataChecks.Refused(error.Message);
        }
    }

    private ServerMessage Start(JobAttempt attempt, IAgentLink link, IRemoteBackup session, BackupType wanted, BackupDocument? previous)
    {
        // Before anything is said: an agent that does not know applications must not hear of the account.
        RemoteApplications.Require(link);
        var source = request.Backup.Source;
        var start = new StartBackup
        {
            Job = attempt, Path = request.Site.Address, ReadEverything = request.Backup.ReadEverything, Kind = source.Workload,
            ChunkIdKey = ByteString.CopyFrom(session.ChunkIdKey), CutKey = ByteString.CopyFrom(session.CutKey),
            PreviousRoot = session.Previous is { } root ? ByteString.CopyFrom(TableRootBytes.Write(root)) : ByteString.Empty,
            Compress = request.Backup.Compress, CompressionLevel = session.CompressionLevel, DataStreams = options.DataStreams,
            Application = new ApplicationWish { Site = request.Site, Wanted = ApplicationWire.Word(wanted) },
        };
        if (previous is not null) start.Application.Previous = ApplicationWire.Write(previous);
        if (request.Throttle is { } throttle) start.Throttle = AgentThrottles.Message(throttle);
        return new ServerMessage { Backup = start };
    }
}
