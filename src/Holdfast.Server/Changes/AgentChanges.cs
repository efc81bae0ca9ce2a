using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents;

namespace Holdfast.Server.Changes;

/// <summary>Counts agents that come and go.</summary>
internal sealed class AgentChanges(ChangeFeed changes) : IAgentJobs
{
    public void Connected(IAgentLink link, IReadOnlyList<JobAttempt> running) => changes.Touch(ChangeTopic.Agents);

    public void Disconnected(IAgentLink link) => changes.Touch(ChangeTopic.Agents);

    public void Received(IAgentLink link, AgentMessage message)
    {
        // How far jobs are is no change of the agent.
    }
}
