using System.Collections.Concurrent;
using Grpc.Core;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Microsoft.Extensions.Logging;

namespace Holdfast.Agent.Control;

/// <summary>Keeps the control stream to the server open, and hands what comes over it to those who do it.</summary>
public sealed class ControlClient : IControlSender
{
    private static readonly TimeSpan welcomePatience = TimeSpan.FromSeconds(30);
    private readonly AgentChannel channel;
    private readonly ControlOptions options;
    private readonly CertificateRenewal renewal;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly string incarnation = Guid.NewGuid().ToString("N");
    private volatile ControlStream? stream;

    public ControlClient(AgentChannel channel, CertificateRenewal renewal, ControlOptions options, TimeProvider time, ILogger log) =>
        (this.channel, this.renewal, this.options, this.time, this.log) = (channel, renewal, options, time, log);

    public bool IsConnected => stream is not null;

    public bool Send(AgentMessage message) => stream?.Send(message) ?? false;

    /// <summary>Connects, and connects again whenever the stream ends, until it is told to stop.</summary>
    /// <param name="work">Receives orders; asked at each Hello for what runs.</param>
    /// <param name="answers">Answers questions.</param>
    public async Task Run(IAgentWork work, AskDesk answers, CancellationToken stop)
    {
        var backoff = new Backoff(options.FirstWait, options.LongestWait, Random.Shared.NextDouble);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Once(work, answers, backoff, stop);
                log.LogInformation("The server ended the connection.");
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (HoldfastException failure)
            {
                log.LogWarning("Not connected: error {Code}: {Message} {Remedy}", (int)failure.Code, failure.Message, failure.Remedy);
            }
            catch (Exception failure)
            {
                // A failure here must not end the agent; it is in the log, and the next attempt begins anew.
                log.LogError(failure, "The connection failed unexpectedly.");
            }
            try
            {
                await Task.Delay(backoff.Next(), time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task Once(IAgentWork work, AskDesk answers, Backoff backoff, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            using var call = new AgentControl.AgentControlClient(channel.Current).Connect(cancellationToken: ending.Token);
            await Say(call.RequestStream, Hello(work), ending.Token);
            var welcome = await Greeting(call.ResponseStream, ending.Token);
            backoff.Reset();
            log.LogInformation("Connected to {Server}.", channel.Agent.Server);
            if (welcome.UpdateAvailable) log.LogWarning("The server is newer than this agent: install the server's version of Holdfast here by its package.");
            await renewal.RenewIfDue(welcome.RenewCertificate, ending.Token);
            options.Connected?.Invoke(welcome);
            using var current = new ControlStream(call, TimeSpan.FromSeconds(Math.Max(1, welcome.HeartbeatSeconds)), options, time, ending);
            var keeping = current.Keep(() => renewal.RenewIfDue(false, ending.Token), log);
            stream = current;
            try
            {
                while (await call.ResponseStream.MoveNext(ending.Token)) Received(call.ResponseStream.Current, current, work, answers, ending.Token);
            }
            finally
            {
                stream = null;
                await ending.CancelAsync();
                await keeping;
            }
        }
        catch (RpcException failure) when (!stop.IsCancellationRequested)
        {
            throw GatewayFailure.Of(failure, channel.Agent.Server);
        }
        catch (RpcException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"The server at {channel.Agent.Server} has fallen silent.");
        }
    }

    // Where the server has refused the call already, writing fails in one of several ways; what it answered says why.
    private async Task Say(IClientStreamWriter<AgentMessage> requests, Hello hello, CancellationToken cancellation)
    {
        try
        {
            await requests.WriteAsync(new AgentMessage { Hello = hello }, cancellation);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            log.LogDebug(failure, "The stream ended before Hello was said.");
        }
    }

    private Hello Hello(IAgentWork work)
    {
        var hello = new Hello
        {
            OldestProtocol = options.Protocol.Oldest, NewestProtocol = options.Protocol.Newest, Version = options.Version, OperatingSystem = ProgramVersion.OperatingSystem,
            HostName = Environment.MachineName, Incarnation = incarnation,
        };
        hello.Running.AddRange(work.Running);
        return hello;
    }

    private async Task<Welcome> Greeting(IAsyncStreamReader<ServerMessage> messages, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(welcomePatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        if (!await messages.MoveNext(either.Token)) throw new HoldfastException(ErrorCode.NotReachable, $"The server at {channel.Agent.Server} closed the connection.");
        if (messages.Current.Refused is { } refused) throw new HoldfastException((ErrorCode)refused.Code, refused.Message, refused.Remedy.Length > 0 ? refused.Remedy : null);
        return messages.Current.Welcome ?? throw new HoldfastException(ErrorCode.AgentIncompatible, $"The server at {channel.Agent.Server} does not greet as agents expect.");
    }

    private static void Received(ServerMessage message, ControlStream current, IAgentWork work, AskDesk answers, CancellationToken ending)
    {
        switch (message.MessageCase)
        {
            case ServerMessage.MessageOneofCase.Heartbeat:
                current.Answered(message.Heartbeat.Number);
                break;
            case ServerMessage.MessageOneofCase.Throttle:
                work.Throttle(message.Throttle);
                break;
            case ServerMessage.MessageOneofCase.Backup:
                work.Start(message.Backup);
                break;
            case ServerMessage.MessageOneofCase.Recovery:
                work.Start(message.Recovery);
                break;
            case ServerMessage.MessageOneofCase.Follow:
                work.Start(message.Follow);
                break;
            case ServerMessage.MessageOneofCase.Cancel:
                work.Cancel(message.Cancel);
                break;
            case ServerMessage.MessageOneofCase.Committed:
                work.Committed(message.Committed);
                break;
            case ServerMessage.MessageOneofCase.FinishedSeen:
                work.FinishedSeen(message.FinishedSeen);
                break;
            case ServerMessage.MessageOneofCase.Ask:
                answers.Answer(message.Ask, current, ending);
                break;
            default:
                // Of a newer server, which knows that this agent does not know it.
                break;
        }
    }
}
