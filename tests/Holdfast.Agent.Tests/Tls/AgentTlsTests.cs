using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Holdfast.Agent.Tls;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Agent.Tests.Tls;

/// <summary>Both ways of TLS keep the same promises.</summary>
public sealed class AgentTlsTests
{
    public static TheoryData<string> Ways => ["managed", "platform"];

    [Theory]
    [InlineData("managed", SslProtocols.Tls13)]
    [InlineData("managed", SslProtocols.Tls12)]
    [InlineData("platform", SslProtocols.Tls13)]
    [InlineData("platform", SslProtocols.Tls12)]
    public async Task Request_WithIdentity_ServerSeesTheCertificateOverHttp2(string way, SslProtocols protocols)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue();
        await using var server = await TestServer.StartAsync(certificate, protocols: protocols);
        var tls = Tls(way);

        Assert.Equal("HTTP/2 CN=agent-7", await WhoAsync(tls, server, Identity(tls, authority), ServerTrust.Pinned(authority.Bytes)));
        Assert.Equal("HTTP/2 ", await WhoAsync(tls, server, null, ServerTrust.Pinned(authority.Bytes)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Request_FirstContact_PinsTheAuthorityByItsKey(string way)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(carriesAuthority: true);
        await using var server = await TestServer.StartAsync(certificate);
        var pin = authority.KeyHash;

        Assert.Equal("HTTP/2 ", await WhoAsync(Tls(way), server, null, new ServerTrust(pin)));
        pin[0] ^= 1;
        await RefusedAsync(Tls(way), server, new ServerTrust(pin));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Request_AuthorityOfTheSameName_IsRefused(string way)
    {
        using var authority = new TestAuthority();
        using var impostor = new TestAuthority();
        using var certificate = impostor.Issue(carriesAuthority: true);
        await using var server = await TestServer.StartAsync(certificate);

        await RefusedAsync(Tls(way), server, ServerTrust.Pinned(authority.Bytes));
        await RefusedAsync(Tls(way), server, new ServerTrust(authority.KeyHash));
    }

    [Theory]
    [InlineData("managed", -9, -1)]
    [InlineData("platform", -9, -1)]
    [InlineData("managed", 8, 9)]
    [InlineData("platform", 8, 9)]
    public async Task Request_CertificateOutOfItsTime_IsRefused(string way, int firstDay, int lastDay)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue(firstDay: firstDay, lastDay: lastDay);
        await using var server = await TestServer.StartAsync(certificate);

        await RefusedAsync(Tls(way), server, ServerTrust.Pinned(authority.Bytes));
    }

    /// <summary>Agents hold certificates of the same authority: none of them may pass for the server.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Request_CertificateOfAnAgent_IsRefused(string way)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue("1.3.6.1.5.5.7.3.2");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            await using var stream = new SslStream(new NetworkStream(await listener.AcceptSocketAsync(), ownsSocket: true));
            var options = new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] };
            await stream.AuthenticateAsServerAsync(options);
            return await stream.ReadAsync(new byte[1]);
        }, TestContext.Current.CancellationToken);
        var tls = Tls(way);
        using var client = Client(tls, null, ServerTrust.Pinned(authority.Bytes));

        var error = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetStringAsync(new Uri($"{tls.Scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"), TestContext.Current.CancellationToken));

        Assert.IsType<AuthenticationException>(error.InnerException);
        // Nothing of a request has reached it: the connection ended with an alert, or with its end.
        if (await Task.WhenAny(serving) is { IsCompletedSuccessfully: true }) Assert.Equal(0, await serving);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Request_ServerName_MustBeInTheCertificate(string way)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue();
        await using var server = await TestServer.StartAsync(certificate);

        foreach (var name in (string[])["backup.example", "127.0.0.1"])
            Assert.Equal("HTTP/2 ", await WhoAsync(Tls(way), server, null, ServerTrust.Pinned(authority.Bytes, name)));
        await RefusedAsync(Tls(way), server, ServerTrust.Pinned(authority.Bytes, "other.example"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Request_ManyMebibytesBothWaysAtOnce_ArriveWhole(string way)
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Issue();
        await using var server = await TestServer.StartAsync(certificate);
        var tls = Tls(way);
        using var client = Client(tls, Identity(tls, authority), ServerTrust.Pinned(authority.Bytes));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            var bytes = new byte[4_000_000 + i];
            new Random(i).NextBytes(bytes);
            using var answer = await client.PostAsync(Address(tls, server, "echo"), new ByteArrayContent(bytes), TestContext.Current.CancellationToken);
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }));
    }

    [Theory]
    [InlineData("managed", "platform")]
    [InlineData("platform", "managed")]
    public void Identity_MadeOneWay_ServesTheOther(string maker, string user)
    {
        using var authority = new TestAuthority();
        var identity = TlsIdentity.FromPem(Identity(Tls(maker), authority).ToPem());

        var request = Tls(user).CreateSigningRequest(identity.PrivateKey, "agent-7");
        Assert.NotEmpty(authority.IssueTo(request));
        Assert.DoesNotContain(Convert.ToHexStringLower(identity.PrivateKey)[..32], identity.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Identity_IncompletePem_IsRefused()
    {
        Assert.Throws<FormatException>(() => TlsIdentity.FromPem(""));
        Assert.Throws<FormatException>(() => TlsIdentity.FromPem(PemEncoding.WriteString("CERTIFICATE", [1, 2, 3])));
    }

    private static IAgentTls Tls(string way)
    {
        var time = new FakeTimeProvider(TestAuthority.Start.AddDays(1));
        return way == "managed" ? new ManagedTls(time) : new PlatformTls(time);
    }

    private static TlsIdentity Identity(IAgentTls tls, TestAuthority authority)
    {
        var key = tls.CreateKey();
        return new TlsIdentity(authority.IssueTo(tls.CreateSigningRequest(key, "agent-7")), key);
    }

    private static HttpClient Client(IAgentTls tls, TlsIdentity? identity, ServerTrust trust) =>
        new(tls.CreateHandler(identity, trust)) { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

    private static Uri Address(IAgentTls tls, TestServer server, string path) => new($"{tls.Scheme}://127.0.0.1:{server.Port}/{path}");

    private static async Task<string> WhoAsync(IAgentTls tls, TestServer server, TlsIdentity? identity, ServerTrust trust)
    {
        using var client = Client(tls, identity, trust);
        return await client.GetStringAsync(Address(tls, server, "who"), TestContext.Current.CancellationToken);
    }

    private static async Task RefusedAsync(IAgentTls tls, TestServer server, ServerTrust trust)
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => WhoAsync(tls, server, null, trust));
        Assert.IsType<AuthenticationException>(error.InnerException);
    }
}
