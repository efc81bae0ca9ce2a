using Grpc.Core;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Enrolling;
using Holdfast.Server.Catalog;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>The control stream: Hello and Welcome, then messages both ways until either end leaves.</summary>
internal sealed class ControlService(
    CertificateGate certificates, Enroller enroller, ConnectedAgents connected, AgentGreeting greeting, TimeProvider time, ILogger log) : AgentControl.AgentControlBase
{
    private static readonly TimeSpan helloPatience = TimeSpan.FromSeconds(30);

    public override Task<RenewReply> Renew(RenewRequest request, ServerCallContext context) =>
        Task.FromResult(enroller.Renew(Caller(context), request.CertificateRequest.ToByteArray()));

    public override async Task Connect(IAsyncStreamReader<AgentMessage> requests, IServerStreamWriter<ServerMessage> responses, ServerCallContext context)
    {
        var agent = Caller(context);
        var certificate = context.GetHttpContext().Connection.ClientCertificate!;
        var hello = await ReadHello(requests, context);
        var greeted = greeting.Answer(agent, hello, certificate);
        await responses.WriteAsync(greeted.Message, context.CancellationToken);
        if (greeted.Protocol is not { } protocol) return;

        using var link = new AgentLink(agent.Id, agent.Name, certificate.SerialNumber, hello, protocol, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(link.Closing, context.CancellationToken);
        link.Send(new ServerMessage { Throttle = greeting.ThrottleOf(agent) });
        connected.Add(link);
        var writing = Write(link, responses, either.Token);
        try
        {
            connected.TellConnected(link, [.. hello.Running]);
            while (await requests.MoveNext(either.Token)) Received(link, requests.Current);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException || (failure is RpcException && either.IsCancellationRequested))
        {
            // Ended from this side, or the connection broke: nothing is lost that the agent does not say again.
            log.LogDebug(failure, "The stream of {Server} ended.", link.ServerName);
        }
        finally
        {
            connected.Remove(link);
            link.Close(null);
            await writing;
            greeting.Left(link);
            connected.TellDisconnected(link);
        }
        if (link.Reason is { } reason) throw reason;
    }

    private AgentRow Caller(ServerCallContext context) => certificates.Admit(context.GetHttpContext().Connection.ClientCertificate);

    private async Task<Hello> ReadHello(IAsyncStreamReader<AgentMessage> requests, ServerCallContext context)
    {
        using var patience = new CancellationTokenSource(helloPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.CancellationToken);
        try
        {
            if (await requests.MoveNext(either.Token) && requests.Current.Hello is { } hello) return hello;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new HoldfastException(ErrorCode.BadRequest, "The agent opened a stream and said nothing.");
        }
        throw new HoldfastException(ErrorCode.BadRequest, "The first message of a stream must be Hello.");
    }

    private void Received(AgentLink link, AgentMessage message)
    {
        link.Touch();
        switch (message.MessageCase)
        {
            case AgentMessage.MessageOneofCase.Heartbeat:
                link.Send(new ServerMessage { Heartbeat = message.Heartbeat });
                break;
            case AgentMessage.MessageOneofCase.Answer:
                link.Answered(message.Answer);
                break;
            case AgentMessage.MessageOneofCase.Progress or AgentMessage.MessageOneofCase.Notes or AgentMessage.MessageOneofCase.Finished:
                connected.TellReceived(link, message);
                break;
            default:
                // A second Hello, or something of a newer agent: it knows that this server does not know it.
                log.LogDebug("{Server} sent a message that means nothing here: {Case}.", link.ServerName, message.MessageCase);
                break;
        }
    }

    private async Task Write(AgentLink link, IServerStreamWriter<ServerMessage> responses, CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in link.Outgoing.ReadAllAsync(cancellation)) await responses.WriteAsync(message, cancellation);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or InvalidOperationException or RpcException)
        {
            log.LogDebug(failure, "Nothing more can be sent to {Server}.", link.ServerName);
            link.Close(null);
        }
    }
}
