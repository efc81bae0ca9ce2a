using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Holdfast.Agent.Enrolling;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Certificates;

namespace Holdfast.Server.Tests.Agents;

/// <summary>Calls the gateway with whatever certificate a test likes, as an attacker would.</summary>
internal sealed class RawAgent : IDisposable
{
    private readonly GrpcChannel channel;

    public RawAgent(Uri address, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        if (certificate is not null) handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        Control = new AgentControl.AgentControlClient(channel);
    }

    public RawAgent(Uri address, EnrolledAgent agent) : this(address, Certificate(agent))
    {
    }

    public AgentControl.AgentControlClient Control { get; }

    public static X509Certificate2 Certificate(EnrolledAgent agent)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(agent.Identity.PrivateKey, out _);
        using var certificate = X509CertificateLoader.LoadCertificate(agent.Identity.Certificate);
        return CertificateRules.WithKey(certificate, key);
    }

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
        using var call = Control.Connect(cancellationToken: RunningServer.Deadline());
        try
        {
            await call.RequestStream.WriteAsync(new AgentMessage { Hello = hello ?? Hello() });
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            // Refused before it was written: the answer says why.
        }
        Assert.True(await call.ResponseStream.MoveNext(RunningServer.Deadline()));
        return call.ResponseStream.Current;
    }

    public void Dispose() => channel.Dispose();
}
