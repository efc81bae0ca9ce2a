using Grpc.Core;
using Holdfast.Agent.Enrolling;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Control;

/// <summary>Gets a new certificate, with a new key, when a third of the present one's life is left or the server asks for it.</summary>
public sealed class CertificateRenewal(AgentChannel channel, AgentFolder folder, IAgentTls tls, TimeProvider time, ILogger log)
{
    private readonly SemaphoreSlim turn = new(1, 1);

    internal async Task RenewIfDue(bool isAsked, CancellationToken cancellation)
    {
        if (!isAsked && !IsDue) return;
        await turn.WaitAsync(cancellation);
        try
        {
            if (isAsked || IsDue) await Renew(cancellation);
        }
        catch (RpcException failure) when (!cancellation.IsCancellationRequested)
        {
            // The present one is good for another month; the next heartbeat tries again.
            log.LogWarning("The certificate could not be renewed: {Reason}", GatewayFailure.Of(failure, channel.Agent.Server).Message);
        }
        finally
        {
            turn.Release();
        }
    }

    private bool IsDue
    {
        get
        {
            var (from, until) = channel.Agent.Validity;
            return until - time.GetUtcNow() <= (until - from) / 3;
        }
    }

    private async Task Renew(CancellationToken cancellation)
    {
        var (agent, key) = (channel.Agent, AgentKey.Create(tls, channel.Agent.Name));
        var request = new RenewRequest { CertificateRequest = Google.Protobuf.ByteString.CopyFrom(key.Request) };
        var reply = await new AgentControl.AgentControlClient(channel.Current).RenewAsync(request, deadline: null, cancellationToken: cancellation);
        var renewed = key.Accept(agent.AgentId, agent.Name, agent.Server, reply.Certificate.ToByteArray(), agent.Authority)
            ?? throw new HoldfastException(ErrorCode.AgentServerNotPinned, "The renewed certificate does not fit this agent.");
        folder.Save(renewed);
        channel.Use(renewed);
        log.LogInformation("The certificate was renewed; it is good until {Until:yyyy-MM-dd}.", renewed.Validity.Until);
    }
}
