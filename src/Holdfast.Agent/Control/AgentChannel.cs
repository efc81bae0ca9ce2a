using Grpc.Net.Client;
using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Control;

/// <summary>The authenticated connection to the server, for control and data alike. Thread-safe.</summary>
public sealed class AgentChannel : IDisposable
{
    private readonly Lock gate = new();
    private readonly IAgentTls tls;
    private GrpcChannel current;
    private GrpcChannel? former;

    public AgentChannel(EnrolledAgent agent, IAgentTls tls)
    {
        (Agent, this.tls) = (agent, tls);
        current = Open(agent);
    }

    /// <summary>Who this is.</summary>
    public EnrolledAgent Agent { get; private set; }

    /// <summary>For new calls. Ask for it each time: a renewed certificate makes another one.</summary>
    public GrpcChannel Current
    {
        get
        {
            lock (gate) return current;
        }
    }

    /// <summary>Uses a new certificate for new calls; those that go on keep theirs until the next time.</summary>
    internal void Use(EnrolledAgent agent)
    {
        var opened = Open(agent);
        lock (gate)
        {
            former?.Dispose();
            (former, current, Agent) = (current, opened, agent);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            former?.Dispose();
            current.Dispose();
        }
    }

    private GrpcChannel Open(EnrolledAgent agent)
    {
        var handler = GatewayHandler.Create(tls, agent.Identity, ServerTrust.Pinned(agent.Authority));
        return GrpcChannel.ForAddress(GatewayHandler.Address(tls, agent.Server), new GrpcChannelOptions
        {
            HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = DataLimits.LargestMessage, MaxSendMessageSize = DataLimits.LargestMessage, MaxRetryAttempts = 0,
        });
    }
}
