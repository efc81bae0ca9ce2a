namespace Holdfast.Server.Agents.Work;

/// <summary>The mailbox of one job that runs on an agent. Anybody posts; the job's own thread takes.</summary>
internal sealed class RemoteJob(string id, string server)
{
    private readonly Queue<RemoteEvent> events = [];

    internal string Id => id;

    /// <summary>Name of the production server whose agent runs it.</summary>
    internal string Server => server;

    /// <summary>The attempt that counts; messages of others are ignored. Written by the job's thread only.</summary>
    internal volatile uint Attempt;

    /// <summary>The agent that has the attempt.</summary>
    internal volatile string? AgentId;

    internal void Post(RemoteEvent posted)
    {
        lock (events)
        {
            events.Enqueue(posted);
            Monitor.Pulse(events);
        }
    }

    internal RemoteEvent Take()
    {
        lock (events)
        {
            while (events.Count == 0) Monitor.Wait(events);
            return events.Dequeue();
        }
    }
}
