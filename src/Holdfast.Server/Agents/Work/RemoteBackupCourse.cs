using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Format;
using Holdfast.Format.Items.Table;
using Holdfast.Agent.Remote;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Agents.Work;

/// <summary>What every backup on an agent has: its mailbox, what it goes on from, and the agent that hears how it ended. Lives for one job.</summary>
internal sealed class RemoteBackupCourse(RemoteContext context, LiveJob job, string server, string sourceId, RemoteOptions options) : IDisposable
{
    /// <summary>How often a job that goes on remembers its packs, in ticks of a second.</summary>
    private const int TicksBetweenSaves = 30;

    private readonly RemoteJob mailbox = context.Jobs.Add(job.Id, server);
    private IReadOnlyList<string> earlier = [];
    private IAgentLink? link;

    /// <summary>Packs that earlier runs of the job made durable.</summary>
    internal IReadOnlyList<string> Begin()
    {
        var checkpoint = context.Checkpoints.Of(job, sourceId);
        mailbox.Attempt = checkpoint.Attempt; // numbers go on: an agent that was away may still speak of an earlier one
        return earlier = checkpoint.Packs;
    }

    /// <summary>Has the agent work over an open session. Where that ends early, what has arrived is kept for the next run.</summary>
    internal T Conduct<T>(IRemoteBackup session, Func<RemoteConductor, T> work)
    {
        var ticks = 0;
        var conductor = new RemoteConductor(context, mailbox, options.Lease, job.Report, job.Cancellation)
        {
            Ticked = () =>
            {
                if (++ticks % TicksBetweenSaves == 0) Remember(session);
            },
        };
        try
        {
            return work(conductor);
        }
        catch (Exception error) when (error is AgentAwayException || job.IsInterrupted)
        {
            // What has arrived is worth keeping: made durable, the next attempt finds it.
            session.Flush();
            Remember(session);
            throw;
        }
        finally
        {
            link = conductor.Link;
        }
    }

    /// <summary>A point has been made of all of it.</summary>
    internal void End() => context.Checkpoints.Forget(sourceId);

    /// <summary>Tells the agent that its work has been taken note of.</summary>
    /// <param name="committed">It waits to hear that there is a recovery point.</param>
    internal void Acknowledge(bool committed)
    {
        // From here on a repeated end is answered without this job.
        context.Jobs.Remove(mailbox, committed);
        var attempt = new JobAttempt { Job = mailbox.Id, Attempt = mailbox.Attempt };
        if (committed) link?.Send(new ServerMessage { Committed = attempt });
        link?.Send(new ServerMessage { FinishedSeen = attempt });
    }

    public void Dispose() => context.Jobs.Remove(mailbox);

    /// <summary>The table that an attempt ended with.</summary>
    /// <exception cref="HoldfastException">It ended otherwise.</exception>
    internal static ItemTableRoot TableOf(JobFinished finished)
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

    private void Remember(IRemoteBackup session) =>
        context.Checkpoints.Save(job, sourceId, new RemoteCheckpoint(mailbox.Attempt, [.. earlier, .. session.DurablePacks]));
}
