using System.Threading.Channels;
using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents;

namespace Holdfast.Server.Tests.Agents;

/// <summary>What the job side of the server is told, in order.</summary>
internal sealed class RecordedJobs : IAgentJobs
{
    private readonly Channel<object> seen = Channel.CreateUnbounded<object>();

    public void Connected(IAgentLink link, IReadOnlyList<JobAttempt> running) => seen.Writer.TryWrite((link, running));

    public void Disconnected(IAgentLink link) => seen.Writer.TryWrite(link);

    public void Received(IAgentLink link, AgentMessage message) => seen.Writer.TryWrite(message);

    public async Task<(IAgentLink Link, IReadOnlyList<JobAttempt> Running)> NextConnected() => ((IAgentLink, IReadOnlyList<JobAttempt>))await Next<ValueTuple<IAgentLink, IReadOnlyList<JobAttempt>>>();

    public async Task<IAgentLink> NextDisconnected() => (IAgentLink)await Next<IAgentLink>();

    public async Task<AgentMessage> NextMessage() => (AgentMessage)await Next<AgentMessage>();

    private async Task<object> Next<T>()
    {
        while (true)
            if (await seen.Reader.ReadAsync(RunningServer.Deadline()) is T found) return found;
    }
}
