using Holdfast.Contracts.Agent;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Work;

/// <summary>Tells that a production server has appeared, beside the control stream: what was due meanwhile is looked up in the catalog.</summary>
internal sealed class AgentAppearance(Action<string> appeared, ILogger log) : IAgentJobs
{
    public void Connected(IAgentLink link, IReadOnlyList<JobAttempt> running) => _ = Task.Run(() => Tell(link.ServerName));

    public void Disconnected(IAgentLink link)
    {
        // Whoever wants to know asks whether it is away.
    }

    public void Received(IAgentLink link, AgentMessage message)
    {
        // Of no concern here.
    }

    private void Tell(string server)
    {
        try
        {
            appeared(server);
        }
        catch (Exception failure)
        {
            // What waits goes on waiting for the next time that the server appears, or its next due time.
            log.LogError(failure, "What was due while {Server} was away could not be started.", server);
        }
    }
}
