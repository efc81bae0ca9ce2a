using Grpc.Net.Client;
using Holdfast.Agent.Control;
using Holdfast.Agent.Remote;
using Holdfast.Contracts.Agent;
using Holdfast.Workloads.Applications;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Remote.Tests.Support;

/// <summary>An agent's process as the server sees it: its jobs are real, its data goes over real sockets, its control stream is a call.</summary>
internal sealed class TestAgent : IControlSender, IDisposable
{
    private readonly TestAgents agents;
    private readonly GrpcChannel channel;
    private TestLink? link;

    public TestAgent(TestAgents agents, string id, string server, int port, string ownFolder, TimeSpan? stall = null, IReadOnlyList<IWorkload>? workloads = null, ILogger? log = null)
    {
        this.agents = agents;
        (Id, Server, OwnFolder) = (id, server, ownFolder);
        channel = DataHost.Channel(port, id);
        Work = new AgentWork(
            () => new AgentData.AgentDataClient(channel), this,
            new AgentWorkOptions(ownFolder) { Stall = stall ?? TimeSpan.FromSeconds(30), Workers = 2, Patience = TimeSpan.FromSeconds(20), Workloads = workloads ?? [], Log = log ?? NullLogger.Instance }, TimeProvider.System);
    }

    public string Id { get; }

    public string Server { get; }

    public string OwnFolder { get; }

    public AgentWork Work { get; }

    /// <summary>What it speaks; null: the newest.</summary>
    public uint? Protocol { get; init; }

    /// <summary>All that it was told.</summary>
    public List<ServerMessage> Heard { get; } = [];

    /// <summary>All that it said, whether it was heard or not.</summary>
    public List<AgentMessage> Said { get; } = [];

    public void Connect()
    {
        link = new TestLink(Id, Server, Guid.NewGuid().ToString("N"), Deliver, Protocol);
        agents.Connect(link, Work.Running);
    }

    public void Disconnect()
    {
        if (link is { } open) agents.Disconnect(open);
        link = null;
    }

    public bool Send(AgentMessage message)
    {
        lock (Said) Said.Add(message);
        if (link is not { } open) return false;
        agents.Received(open, message);
        return true;
    }

    /// <summary>As a kill would: nothing of it is heard any more.</summary>
    public void Dispose()
    {
        Disconnect();
        Work.Dispose();
        channel.Dispose();
    }

    private void Deliver(ServerMessage message)
    {
        lock (Heard) Heard.Add(message);
        switch (message.MessageCase)
        {
            case ServerMessage.MessageOneofCase.Backup:
                Work.Start(message.Backup);
                break;
            case ServerMessage.MessageOneofCase.Recovery:
                Work.Start(message.Recovery);
                break;
            case ServerMessage.MessageOneofCase.Follow:
                Work.Start(message.Follow);
                break;
            case ServerMessage.MessageOneofCase.Cancel:
                Work.Cancel(message.Cancel);
                break;
            case ServerMessage.MessageOneofCase.Committed:
                Work.Committed(message.Committed);
                break;
            case ServerMessage.MessageOneofCase.FinishedSeen:
                Work.FinishedSeen(message.FinishedSeen);
                break;
        }
    }
}
