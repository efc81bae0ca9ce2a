using Holdfast.Contracts.Agent;

namespace Holdfast.Server.Agents.Work;

/// <summary>Something that concerns a job which an agent runs.</summary>
internal abstract record RemoteEvent
{
    /// <summary>The agent's control stream is open (again); <paramref name="Running"/> is what the agent says it is at.</summary>
    internal sealed record AgentCame(IAgentLink Link, IReadOnlyList<JobAttempt> Running) : RemoteEvent;

    internal sealed record AgentLeft(IAgentLink Link) : RemoteEvent;

    /// <summary>The agent says something about the attempt.</summary>
    internal sealed record Said(AgentMessage Message) : RemoteEvent;

    /// <summary>What came over the data streams was not acceptable.</summary>
    internal sealed record DataFailed : RemoteEvent;

    /// <summary>Time has passed, or the job was cancelled: look at the deadlines.</summary>
    internal sealed record Tick : RemoteEvent;
}
