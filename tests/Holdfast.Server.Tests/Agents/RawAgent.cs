using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Holdfast.Agent.Control;
using Holdfast.Contracts.Agent;

namespace Holdfast.Server.Tests.Agents;

/// <summary>Calls the gateway with whatever certificate a test likes, as an attacker would.</summary>
internal sealed class RawAgent : IDisposable
{
    private readonly GrpcChannel channel;

    public RawAgent(Uri address, X509Certificate2? certificate)
    {
        var handler = ServerPin.Handler(address, _ => true, certificate);
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        Control = new AgentControl.AgentControlClient(channel);
    }

    public AgentControl.AgentControlClient Control { get; }

    public static Hello Hello(uint oldest = 1, uint newest = 1, string version = "0.1.0", string incarnation = "one") =>
        new() { OldestProtocol = oldest, NewestProtocol = newest, Version = version, OperatingSystem = "a test", HostName = "any", Incarnation = incarnation };

    /// <summary>Opens a control stream and says Hello.</summary>
    public async Task<AsyncDuplexStreamingCall<AgentMessage, ServerMessage>> Connect(Hello? hello = null)
    {
        var call = Control.Connect(cancellationToken: RunningServer.Deadline());
        await call.RequestStream.WriteAsync(new AgentMessage { Hello = hello ?? Hello() });
        return call;
    }

    /// <summary>The first message of a new stream.</summary>
    public async Task<ServerMessage> Greeting(Hello? hello = null)
    {
        using var call = await Connect(hello);
        Assert.True(await call.ResponseStream.MoveNext(RunningServer.Deadline()));
        return call.ResponseStream.Current;
    }

    public void Dispose() => channel.Dispose();
}
