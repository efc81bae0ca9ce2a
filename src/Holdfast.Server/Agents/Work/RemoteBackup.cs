using Google.Protobuf;
using Holdfast.Agent.Remote;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Agents.Work;

/// <summary>Backs up a datasource of a machine that has an agent. Lives for one job; runs on its thread.</summary>
internal sealed class RemoteBackup(RemoteContext context, IEngine engine, LiveJob job, BackupRequest request, RemoteOptions options) : IDisposable
{
    private readonly RemoteBackupCourse course = new(context, job, request.Server, request.SourceId, options);

    /// <summary>Runs to the point. The agent is told by <see cref="Acknowledge"/> when the point is in the catalog as well.</summary>
    /// <exception cref="AgentAwayException">The agent is away; what has arrived is kept for the next run of the job.</exception>
    internal PointState Run()
    {
        var point = engine.BackupRemotely(
            new RemoteBackupRequest(request, course.Begin()),
            session => course.Conduct(session, conductor => RemoteBackupCourse.TableOf(conductor.Run(session, attempt => Start(attempt, session)))), job.Report);
        course.End();
        return point;
    }

    /// <summary>Tells the agent that its work has been taken note of.</summary>
    internal void Acknowledge() => course.Acknowledge(committed: false);

    public void Dispose() => course.Dispose();

    private ServerMessage Start(JobAttempt attempt, IRemoteBackup session)
    {
        var start = new StartBackup
        {
            Job = attempt, Path = request.Path, CrossMountPoints = request.CrossMountPoints, ReadEverything = request.ReadEverything, Kind = request.Options.Count == 0 ? BackupKinds.Files : BackupKinds.ChosenFiles,
            ChunkIdKey = ByteString.CopyFrom(session.ChunkIdKey), CutKey = ByteString.CopyFrom(session.CutKey),
            PreviousRoot = session.Previous is { } root ? ByteString.CopyFrom(TableRootBytes.Write(root)) : ByteString.Empty,
            Compress = request.Compress, CompressionLevel = session.CompressionLevel, DataStreams = options.DataStreams,
        };
        if (request.Throttle is { } throttle) start.Throttle = AgentThrottles.Message(throttle);
        start.ExcludeGlobs.AddRange(request.ExcludeGlobs);
        start.ExcludeExtensions.AddRange(request.ExcludeExtensions);
        foreach (var (name, value) in request.Options) start.Options[name] = value;
        return new ServerMessage { Backup = start };
    }
}
