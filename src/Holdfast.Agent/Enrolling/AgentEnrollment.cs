using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Holdfast.Agent.Control;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Enrolling;

/// <summary>Makes this computer an agent of a server. Nothing is sent, the token least of all, before the server has shown the certificate authority that the token names.</summary>
public sealed class AgentEnrollment(AgentFolder folder, IAgentTls tls)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <param name="server">Address of the agents' port, https.</param>
    /// <param name="again">Also where the folder holds an identity, which is then replaced.</param>
    /// <exception cref="HoldfastException">
    /// <see cref="ErrorCode.AgentAlreadyEnrolled"/>, <see cref="ErrorCode.AgentTokenUnreadable"/>, <see cref="ErrorCode.AgentServerNotPinned"/>,
    /// <see cref="ErrorCode.NotReachable"/>, or what the server says.
    /// </exception>
    public async Task<EnrolledAgent> Enroll(Uri server, string token, string name, bool again, CancellationToken cancellation)
    {
        var known = EnrollmentToken.Parse(token);
        AgentNames.Checked(name);
        if (server.Scheme != Uri.UriSchemeHttps) throw new HoldfastException(ErrorCode.BadRequest, $"{server} is not an https address.", "Give the address that `holdfast agent token` printed.");
        using var claim = folder.Claim();
        if (folder.IsEnrolled && !again) throw new HoldfastException(ErrorCode.AgentAlreadyEnrolled, $"{folder.Path} holds an enrolled agent.");
        var key = AgentKey.Create(tls, name);
        using var handler = GatewayHandler.Create(tls, identity: null, new ServerTrust(known.Pin.ToArray()));
        var reply = await Ask(handler, server, new EnrollRequest
        {
            Token = token.Trim(), HostName = name, CertificateRequest = ByteString.CopyFrom(key.Request),
            Version = ProgramVersion.Own, OperatingSystem = ProgramVersion.OperatingSystem,
        }, cancellation);
        // The server is the token's: its authority must be that of the token too, whatever the answer says.
        var authority = reply.Authority.ToByteArray();
        if (!IsOfToken(authority, known)) throw NotPinned(server);
        var agent = key.Accept(reply.AgentId, reply.ServerName, server, reply.Certificate.ToByteArray(), authority) ?? throw NotPinned(server);
        folder.Save(agent);
        return agent;
    }

    private async Task<EnrollReply> Ask(SocketsHttpHandler handler, Uri server, EnrollRequest request, CancellationToken cancellation)
    {
        using var channel = GrpcChannel.ForAddress(GatewayHandler.Address(tls, server), new GrpcChannelOptions { HttpHandler = handler, MaxRetryAttempts = 0 });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return await new Enrollment.EnrollmentClient(channel).EnrollAsync(request, cancellationToken: limit.Token);
        }
        catch (RpcException failure) when (!cancellation.IsCancellationRequested)
        {
            throw GatewayFailure.Of(failure, server);
        }
    }

    private static bool IsOfToken(byte[] authority, EnrollmentToken token)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(authority);
            return AgentCertificates.KeyHash(certificate).AsSpan().SequenceEqual(token.Pin);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    private static HoldfastException NotPinned(Uri server) => new(ErrorCode.AgentServerNotPinned, $"What {server} answered does not fit the token.");
}
