using Holdfast.Contracts.Agent;

namespace Holdfast.Server.Agents.Work;

/// <summary>Brings what agents say to the jobs that it concerns. What concerns no job, or one that is not the agent's, changes nothing.</summary>
internal sealed class RemoteJobs : IAgentJobs
{
    private readonly Lock gate = new();
    /// <summary>Agents that were away when their points were made hear of them later, if it is not much later.</summary>
    private const int MostCommitted = 1000;

    private readonly Dictionary<string, RemoteJob> jobs = [];
    private readonly Queue<(string AgentId, JobAttempt Attempt)> committed = [];

    internal RemoteJob Add(string id, string server)
    {
        var job = new RemoteJob(id, server);
        lock (gate) jobs.Add(id, job);
        return job;
    }

    /// <param name="isCommitted">The point of its last attempt is durable, and the agent waits to hear of it.</param>
    internal void Remove(RemoteJob job, bool isCommitted = false)
    {
        lock (gate)
        {
            jobs.Remove(job.Id);
            if (!isCommitted || job.AgentId is not { } agent) return;
            committed.Enqueue((agent, new JobAttempt { Job = job.Id, Attempt = job.Attempt }));
            if (committed.Count > MostCommitted) committed.Dequeue();
        }
    }

    public void Connected(IAgentLink link, IReadOnlyList<JobAttempt> running)
    {
        lock (gate)
        {
            foreach (var job in OfServer(link)) job.Post(new RemoteEvent.AgentCame(link, running));
            // What an earlier process of this server had given: the agent gives it up and says so.
            foreach (var attempt in running)
                if (committed.Contains((link.AgentId, attempt)))
                    link.Send(new ServerMessage { Committed = attempt });
                else if (!jobs.TryGetValue(attempt.Job, out var job) || job.AgentId != link.AgentId || job.Attempt != attempt.Attempt)
                    link.Send(new ServerMessage { Cancel = attempt });
        }
    }

    public void Disconnected(IAgentLink link)
    {
        lock (gate)
            foreach (var job in OfServer(link)) job.Post(new RemoteEvent.AgentLeft(link));
    }

    public void Received(IAgentLink link, AgentMessage message)
    {
        if (AttemptOf(message) is not { } attempt) return;
        lock (gate)
        {
            if (jobs.TryGetValue(attempt.Job, out var job) && job.AgentId == link.AgentId && job.Attempt == attempt.Attempt)
                job.Post(new RemoteEvent.Said(message));
            else if (message.MessageCase == AgentMessage.MessageOneofCase.Finished)
            {
                if (committed.Contains((link.AgentId, attempt))) link.Send(new ServerMessage { Committed = attempt });
                link.Send(new ServerMessage { FinishedSeen = attempt }); // of a job that has ended, or an attempt that was replaced
            }
        }
    }

    private IEnumerable<RemoteJob> OfServer(IAgentLink link) =>
        jobs.Values.Where(job => string.Equals(job.Server, link.ServerName, StringComparison.OrdinalIgnoreCase));

    private static JobAttempt? AttemptOf(AgentMessage message) => message.MessageCase switch
    {
        AgentMessage.MessageOneofCase.Progress => message.Progress.Job,
        AgentMessage.MessageOneofCase.Notes => message.Notes.Job,
        AgentMessage.MessageOneofCase.Finished => message.Finished.Job,
        _ => null,
    };
}
