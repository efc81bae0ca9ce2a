using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents;

namespace Holdfast.Remote.Tests.Support;

/// <summary>A control stream without a wire: messages go to a handler, or are lost.</summary>
internal sealed class TestLink(string agentId, string serverName, string incarnation, Action<ServerMessage> deliver, uint? protocol = null) : IAgentLink
{
    public string AgentId => agentId;

    public string ServerName => serverName;

    public string Incarnation => incarnation;

    public uint Protocol => protocol ?? AgentProtocol.Own.Newest;

    public bool IsOpen { get; set; } = true;

    public void Send(ServerMessage message)
    {
        if (IsOpen) deliver(message);
    }

    public Task<Answer> Ask(Ask question, TimeSpan patience, CancellationToken cancellation) =>
        Task.FromResult(new Answer { Path = new PathState { Path = question.Path, Exists = Directory.Exists(question.Path) || File.Exists(question.Path) } });
}
