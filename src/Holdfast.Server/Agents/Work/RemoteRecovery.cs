using Google.Protobuf;
using Holdfast.Agent.Remote;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Agents.Work;

/// <summary>Recovers items of a point to a machine that has an agent. Lives for one job; runs on its thread.</summary>
internal sealed class RemoteRecovery(RemoteContext context, IEngine engine, LiveJob job, RemoteRecoveryRequest request, RemoteOptions options) : IDisposable
{
    private readonly RemoteJob mailbox = context.Jobs.Add(job.Id, request.Server);

    internal void Run() => engine.RecoverRemotely(request.Point, Conduct, job.Report);

    public void Dispose() => context.Jobs.Remove(mailbox);

    private void Conduct(IRemoteRecovery session)
    {
        var conductor = new RemoteConductor(context, mailbox, options.Lease, job.Report, job.Cancellation);
        _ = Conduct(conductor, session, request.Server, attempt => Start(attempt, session));
    }

    /// <summary>Has the agent recover; returns when it says that it is done.</summary>
    internal static JobFinished Conduct(RemoteConductor conductor, IRemoteChunks session, string server, Func<JobAttempt, ServerMessage> start)
    {
        JobFinished finished;
        try
        {
            finished = conductor.Run(session, start);
        }
        catch (AgentAwayException error) when (conductor.Link is not null)
        {
            // It has written already: whoever recovers decides what is to be done about that.
            throw new HoldfastException(ErrorCode.AgentNotResponding, $"The agent of {server} went away during the recovery and stayed away.", inner: error);
        }
        conductor.Link?.Send(new ServerMessage { FinishedSeen = finished.Job });
        switch (finished.OutcomeCase)
        {
            case JobFinished.OutcomeOneofCase.Done:
                return finished;
            case JobFinished.OutcomeOneofCase.Failure:
                throw Failures.From(finished.Failure);
            case JobFinished.OutcomeOneofCase.Cancelled:
                throw new HoldfastException(ErrorCode.JobCancelled, "The agent gave the job up.");
            default:
                throw DataChecks.Refused("The agent ended a recovery in an impossible way.");
        }
    }

    private ServerMessage Start(JobAttempt attempt, IRemoteRecovery session)
    {
        var start = new StartRecovery
        {
            Job = attempt, Root = ByteString.CopyFrom(TableRootBytes.Write(session.Root)), ChunkIdKey = ByteString.CopyFrom(session.ChunkIdKey),
            Directory = request.Directory, Existing = request.Existing, Security = request.Security, DataStreams = options.DataStreams,
        };
        start.Items.AddRange(request.Items.Select(item => ByteString.CopyFrom(item)));
        return new ServerMessage { Recovery = start };
    }
}
