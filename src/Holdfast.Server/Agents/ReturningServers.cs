using Holdfast.Contracts.Agent;

namespace Holdfast.Server.Agents;

/// <summary>Tells the schedules that a production server has come back, so that what waited for it runs.</summary>
internal sealed class ReturningServers(Action<string> appeared) : IAgentJobs
{
    public void Connected(IAgentLink link, IReadOnlyList<JobAttempt> running) => appeared(link.ServerName);

    public void Disconnected(IAgentLink link)
    {
        // Nothing to do: what is due meanwhile waits.
    }

    public void Received(IAgentLink link, AgentMessage message)
    {
        // Jobs are the concern of those who run them.
    }
}
