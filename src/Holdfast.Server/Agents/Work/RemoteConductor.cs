using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Data;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Agents.Work;

/// <summary>
/// Has an agent run one job over one open session: gives it an attempt, follows it, and gives it another when the agent's process was lost. Runs on the job's thread.
/// </summary>
internal sealed class RemoteConductor(RemoteContext context, RemoteJob job, TimeSpan lease, IJobReport report, CancellationToken cancellation)
{
    private static readonly TimeSpan tick = TimeSpan.FromSeconds(1);
    private readonly TimeProvider time = context.Time;
    private long leftAt;

    /// <summary>The link over which the agent was heard last.</summary>
    internal IAgentLink? Link { get; private set; }

    /// <summary>Called about every second while the job goes on.</summary>
    internal Action? Ticked { get; init; }

    /// <summary>Gives attempts until one ends by what the agent says.</summary>
    /// <param name="start">Makes the message that begins an attempt.</param>
    /// <exception cref="AgentAwayException">The agent is not there, or went away and stayed away for longer than its lease.</exception>
    /// <exception cref="HoldfastException">What the agent sent was refused.</exception>
    internal JobFinished Run(IRemoteChunks chunks, Func<JobAttempt, ServerMessage> start)
    {
        using var ticks = time.CreateTimer(_ => job.Post(new RemoteEvent.Tick()), null, tick, tick);
        using var cancelled = cancellation.Register(() => job.Post(new RemoteEvent.Tick()));
        while (true)
        {
            var link = Await();
            var attempt = new RemoteAttempt(job.Id, job.Attempt + 1, link.AgentId, chunks, _ => job.Post(new RemoteEvent.DataFailed()));
            (job.AgentId, job.Attempt) = (attempt.AgentId, attempt.Number);
            context.Attempts.Open(attempt);
            try
            {
                var message = new JobAttempt { Job = attempt.Job, Attempt = attempt.Number };
                link.Send(start(message));
                if (Follow(attempt, message) is { } finished) return finished;
            }
            finally
            {
                context.Attempts.Close(attempt);
            }
        }
    }

    /// <summary>The agent of the job's production server; between two attempts it is waited for.</summary>
    private IAgentLink Await()
    {
        var since = time.GetTimestamp();
        while (true)
        {
            if (context.Agents.FindByServer(job.Server) is { IsOpen: true } link)
            {
                leftAt = 0;
                return Link = link;
            }
            if (Link is null || time.GetElapsedTime(since) >= lease) throw new AgentAwayException(job.Server);
            report.Progress.Phase = AwaitingJobs.Phase;
            Next();
        }
    }

    /// <returns>What the agent said at the end; null where its process is another one now.</returns>
    private JobFinished? Follow(RemoteAttempt attempt, JobAttempt message)
    {
        var reports = new RemoteReports(report, attempt.Backup);
        try
        {
            while (true)
            {
                switch (Next())
                {
                    case RemoteEvent.AgentCame came when came.Link != Link:
                        (Link, leftAt) = (came.Link, 0);
                        if (!came.Running.Contains(message)) return null;
                        break;
                    case RemoteEvent.AgentLeft left when left.Link == Link:
                        leftAt = time.GetTimestamp();
                        report.Progress.Phase = AwaitingJobs.Phase;
                        break;
                    case RemoteEvent.DataFailed:
                        throw attempt.Failure!;
                    case RemoteEvent.Said { Message: var said } when Take(said, reports) is { } finished:
                        return finished;
                    case RemoteEvent.Tick when leftAt != 0 && time.GetElapsedTime(leftAt) >= lease:
                        throw new AgentAwayException(job.Server);
                }
            }
        }
        catch (Exception error) when (error is not AgentAwayException)
        {
            Link?.Send(new ServerMessage { Cancel = message });
            throw;
        }
    }

    private static JobFinished? Take(AgentMessage said, RemoteReports reports)
    {
        switch (said.MessageCase)
        {
            case AgentMessage.MessageOneofCase.Progress:
                reports.Take(said.Progress);
                return null;
            case AgentMessage.MessageOneofCase.Notes:
                reports.Take(said.Notes);
                return null;
            case AgentMessage.MessageOneofCase.Finished:
                if (said.Finished.Progress is { } last) reports.Take(last);
                return said.Finished;
            default:
                return null;
        }
    }

    private RemoteEvent Next()
    {
        cancellation.ThrowIfCancellationRequested();
        var next = job.Take();
        cancellation.ThrowIfCancellationRequested();
        if (next is RemoteEvent.Tick) Ticked?.Invoke();
        return next;
    }
}
