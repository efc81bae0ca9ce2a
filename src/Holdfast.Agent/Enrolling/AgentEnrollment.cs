using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Holdfast.Agent.Control;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Enrolling;

/// <summary>Makes this computer an agent of a server. Nothing is sent, the token least of all, before the server has shown the certificate authority that the token names.</summary>
public sealed class AgentEnrollment(AgentFolder folder, TimeProvider time)
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
        using var key = AgentKey.Create();
        byte[]? authority = null;
        using var handler = ServerPin.Handler(server, shown => IsOfToken(shown, known, ref authority), certificate: null);
        var reply = await Ask(handler, server, new EnrollRequest
        {
            Token = token.Trim(), HostName = name, CertificateRequest = ByteString.CopyFrom(AgentKey.Request(key, name)),
            Version = ProgramVersion.Own, OperatingSystem = ProgramVersion.OperatingSystem,
        }, cancellation);
        // What was checked in the handshake counts, not what the answer says about it.
        if (authority is null || !authority.AsSpan().SequenceEqual(reply.Authority.Span)) throw NotPinned(server);
        var agent = AgentKey.Accept(reply.AgentId, reply.ServerName, server, reply.Certificate.ToByteArray(), X509CertificateLoader.LoadCertificate(authority), key, time)
            ?? throw NotPinned(server);
        folder.Save(agent, key);
        return agent;
    }

    private static async Task<EnrollReply> Ask(SocketsHttpHandler handler, Uri server, EnrollRequest request, CancellationToken cancellation)
    {
        using var channel = GrpcChannel.ForAddress(server, new GrpcChannelOptions { HttpHandler = handler, MaxRetryAttempts = 0 });
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

    private bool IsOfToken(X509Certificate2 shown, EnrollmentToken token, ref byte[]? authority)
    {
        using var carried = AgentCertificates.CarriedAuthority(shown);
        if (carried is null || !CryptographicOperations.FixedTimeEquals(AgentCertificates.KeyHash(carried), token.Pin) || !ServerPin.IsIssuedBy(shown, carried, time)) return false;
        authority = carried.RawData;
        return true;
    }

    private static HoldfastException NotPinned(Uri server) => new(ErrorCode.AgentServerNotPinned, $"What {server} answered does not fit the token.");
}
