using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Holdfast.Agent.Control;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents.Authority;

namespace Holdfast.Server.Tests.Agents;

/// <summary>S2: who has no certificate of this server's, or one that is good no more, gets nothing.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task Connect_WithoutCertificate_IsRefused()
    {
        await using var site = await AgentSite.Start();
        await site.Token();
        using var nobody = new RawAgent(site.Address, (System.Security.Cryptography.X509Certificates.X509Certificate2?)null);
        Assert.Equal(ErrorCode.AgentAccessDenied, await Refusal(site, nobody));
    }

    [Fact]
    public async Task Renew_WithoutCertificate_IsRefused()
    {
        await using var site = await AgentSite.Start();
        await site.Token();
        using var nobody = new RawAgent(site.Address, (System.Security.Cryptography.X509Certificates.X509Certificate2?)null);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await nobody.Control.RenewAsync(new RenewRequest()));
        Assert.Equal(StatusCode.PermissionDenied, failure.StatusCode);
    }

    [Fact]
    public async Task Connect_CertificateOfAnotherAuthority_DoesNotEvenShakeHands()
    {
        await using var site = await AgentSite.Start();
        await using var other = await AgentSite.Start();
        await site.Token();
        var (_, foreign) = await other.Enroll();
        using var stranger = new RawAgent(site.Address, foreign);
        await NoHandshake(stranger);
    }

    [Fact]
    public async Task Connect_SelfMadeCertificateThatNamesAnAgent_DoesNotEvenShakeHands()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var real = RawAgent.Certificate(agent);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(real.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in real.Extensions) request.CertificateExtensions.Add(extension);
        using var forged = request.Create(
            real.IssuerName, X509SignatureGenerator.CreateForECDsa(key), real.NotBefore, real.NotAfter, real.GetSerialNumber());
        using var withKey = CertificateRules.WithKey(forged, key);
        using var stranger = new RawAgent(site.Address, withKey);
        await NoHandshake(stranger);
    }

    [Fact]
    public async Task Connect_ExpiredCertificate_DoesNotEvenShakeHands()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        site.Time.Advance(AgentAuthority.LeafLifetime + TimeSpan.FromSeconds(1));
        using var late = new RawAgent(site.Address, agent);
        await NoHandshake(late);
    }

    [Fact]
    public async Task Call_CertificateThatEndsWhileConnected_IsRefused()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var late = new RawAgent(site.Address, agent);
        Assert.NotNull((await late.Greeting()).Welcome);
        site.Time.Advance(AgentAuthority.LeafLifetime + TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorCode.AgentAccessDenied, await Refusal(site, late));
    }

    [Fact]
    public async Task Connect_GatewaysOwnCertificate_IsNotAnAgents()
    {
        await using var site = await AgentSite.Start();
        await site.Token();
        using var authority = AgentAuthority.Open(Path.Combine(site.Data, "secrets", "agents.pem"), site.Time);
        using var gateway = authority.IssueForGateway("localhost");
        using var mask = new RawAgent(site.Address, gateway);
        await NoHandshake(mask);
    }

    [Fact]
    public async Task Connect_SignedByTheAuthorityButNotInTheCatalog_IsRefused()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var authority = AgentAuthority.Open(Path.Combine(site.Data, "secrets", "agents.pem"), site.Time);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=any", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        using var issued = authority.IssueForAgent(request, agent.AgentId, agent.Name);
        using var withKey = CertificateRules.WithKey(issued, key);
        using var unknown = new RawAgent(site.Address, withKey);
        Assert.Equal(ErrorCode.AgentRemoved, await Refusal(site, unknown));
    }

    [Fact]
    public async Task Remove_ConnectedAgent_EndsItsStreamAndRefusesItAtOnce()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var call = await raw.Connect();
        var (link, _) = await site.Jobs.NextConnected();
        site.Part.Registry.Remove(agent.AgentId);
        var ended = await Assert.ThrowsAsync<RpcException>(() => Drain(call));
        Assert.Equal(ErrorCode.AgentRemoved, GatewayFailure.Of(ended, site.Address).Code);
        Assert.Same(link, await site.Jobs.NextDisconnected());
        Assert.Equal(ErrorCode.AgentRemoved, await Refusal(site, raw));
        Assert.Empty(site.Part.Registry.List().Agents);
    }

    [Fact]
    public async Task Look_AgentRemovedByAnotherProcess_EndsItsStreamWithinAMinute()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var call = await raw.Connect();
        await site.Jobs.NextConnected();
        site.Catalog.Agents.Delete(agent.AgentId);
        site.Time.Advance(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<RpcException>(() => Drain(call));
    }

    [Fact]
    public async Task EnrollAgain_CertificateOfBefore_IsRefused()
    {
        await using var site = await AgentSite.Start();
        var (_, before) = await site.Enroll("fileserver");
        await site.Enroll("fileserver", host: "fileserver");
        using var stolen = new RawAgent(site.Address, before);
        Assert.Equal(ErrorCode.AgentRemoved, await Refusal(site, stolen));
    }

    [Fact]
    public async Task Renewal_WhenAThirdIsLeft_GetsANewKeyAndCertificate()
    {
        await using var site = await AgentSite.Start();
        var (folder, first) = await site.Enroll();
        site.Time.Advance(AgentAuthority.LeafLifetime * 2 / 3 + TimeSpan.FromHours(1));
        await using (var agent = new ConnectedAgent(folder, site.Time))
        {
            var welcome = await agent.NextWelcome();
            Assert.True(welcome.RenewCertificate);
            Assert.NotEqual(first.Identity.Certificate, agent.Channel.Agent.Identity.Certificate);
            Assert.NotEqual(first.Identity.PrivateKey, agent.Channel.Agent.Identity.PrivateKey);
        }
        // The first one has ended by now; the renewed one, read from the folder, has not.
        site.Time.Advance(AgentAuthority.LeafLifetime / 3);
        await using var again = new ConnectedAgent(folder, site.Time);
        Assert.False((await again.NextWelcome()).RenewCertificate);
    }

    [Fact]
    public async Task Gateway_OpenForLongerThanItsCertificateLives_ShowsANewOne()
    {
        await using var site = await AgentSite.Start();
        await site.Token();
        site.Time.Advance(AgentAuthority.LeafLifetime * 3);
        await site.Enroll();
    }

    [Fact]
    public async Task CertificateRequest_WithAnRsaKey_IsRefused()
    {
        await using var site = await AgentSite.Start();
        var (_, agent) = await site.Enroll();
        using var raw = new RawAgent(site.Address, agent);
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=any", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest();
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await raw.Control.RenewAsync(new RenewRequest { CertificateRequest = Google.Protobuf.ByteString.CopyFrom(request) }));
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
    }

    [Fact]
    public async Task Folder_RenewedIdentityThatIsTorn_FallsBackToTheFormerOne()
    {
        await using var site = await AgentSite.Start();
        var (folder, first) = await site.Enroll();
        await site.Enroll(await site.Token("fileserver"), folder, "fileserver", again: true);
        var identity = Path.Combine(folder.Path, "agent.pem");
        await File.WriteAllTextAsync(identity, (await File.ReadAllTextAsync(identity))[..300]);
        Assert.Equal(first.Identity.Certificate, folder.Read().Identity.Certificate);
    }

    internal static async Task Drain(AsyncDuplexStreamingCall<AgentMessage, ServerMessage> call)
    {
        while (await call.ResponseStream.MoveNext(RunningServer.Deadline()))
        {
            // Until it ends.
        }
    }

    private static async Task<ErrorCode> Refusal(AgentSite site, RawAgent agent)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => agent.Greeting());
        // The server answers before it has read what was sent; the reset that follows can reach the client before the answer's reason does.
        for (var again = 0; failure.StatusCode == StatusCode.Cancelled && again < 5; again++) failure = await Assert.ThrowsAsync<RpcException>(() => agent.Greeting());
        Assert.Equal(StatusCode.PermissionDenied, failure.StatusCode);
        return GatewayFailure.Of(failure, site.Address).Code;
    }

    private static async Task NoHandshake(RawAgent agent)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => agent.Greeting());
        Assert.Contains(failure.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal });
        Assert.Null(failure.Trailers.GetValue(GatewayTrailers.Code));
    }
}
