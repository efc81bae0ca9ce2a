using Holdfast.Contracts.Agent;

namespace Holdfast.Server.Agents;

/// <summary>Receives what agents say about jobs. Calls for one link come one after the other; a call that throws closes the link.</summary>
internal interface IAgentJobs
{
    /// <param name="running">What the agent is at, or has ended and not seen taken note of.</param>
    void Connected(IAgentLink link, IReadOnlyList<JobAttempt> running);

    void Disconnected(IAgentLink link);

    /// <param name="message">Progress, notes, or finished. Each may come twice.</param>
    void Received(IAgentLink link, AgentMessage message);
}
