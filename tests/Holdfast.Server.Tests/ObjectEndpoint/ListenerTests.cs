using System.Net.Sockets;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>When the port is open, where, and with which certificate.</summary>
public sealed class ListenerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Port_WithoutBuckets_IsClosedAndKeepsItsNumber()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var site = new EndpointSite(time);
        Assert.Equal(0, site.Port);
        // Not one that the system gives to connections: nobody may take it while it is closed.
        site.Part.Begin(Random.Shared.Next(12_000, 30_000));
        var (first, second) = (site.Open(), site.Open());
        var port = site.Port;
        Assert.Equal($"s3://{EndpointSite.Host}:{port}/{first.Name}", first.Url);

        first.Dispose();
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await Listens(port));
        second.Dispose();
        Assert.True(await Listens(port));
        time.Advance(TimeSpan.FromMinutes(1.5));
        await site.Part.Listener.Closing.WaitAsync(Stop);

        Assert.False(await Listens(port));
        using var later = site.Open();
        Assert.Equal(port, site.Port);
        await site.Restart();
        using var afterwards = site.Open();
        Assert.Equal(port, site.Port);
    }

    [Fact]
    public async Task Certificate_OfTheEndpoint_IsThatOfItsOwnAuthorityAndStaysTrusted()
    {
        await using var site = new EndpointSite();
        var shown = site.Part.Show();
        using var trusted = X509Certificate2.CreateFromPem(shown.Certificate);
        await site.Restart();
        using var bucket = site.Open();

        using var plain = new TcpClient();
        await plain.ConnectAsync(IPAddress.Loopback, site.Port, Stop);
        await using var tls = new System.Net.Security.SslStream(plain.GetStream(), false, (_, certificate, _, _) =>
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(trusted);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            using var copy = X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData());
            return chain.Build(copy) && copy.MatchesHostname("b0123456789abcdef." + EndpointSite.Host) && copy.MatchesHostname(EndpointSite.Host);
        });
        await tls.AuthenticateAsClientAsync(EndpointSite.Host);

        Assert.Equal(shown.Sha256, site.Part.Show().Sha256);
        Assert.DoesNotContain("PRIVATE", shown.Certificate, StringComparison.Ordinal);
        Assert.True(tls.SslProtocol is SslProtocols.Tls12 or SslProtocols.Tls13);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(site.Data, "secrets", "object-endpoint.pem")));
    }

    [Fact]
    public async Task Port_SpeaksNothingButTls()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        using var plain = new TcpClient();
        await plain.ConnectAsync(IPAddress.Loopback, site.Port, Stop);
        await plain.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), Stop);

        var answer = new byte[16];
        var count = await Count(plain.GetStream(), answer);

        Assert.False(answer.AsSpan(0, count).StartsWith("HTTP"u8));
    }

    [Fact]
    public async Task Server_TellsOfTheEndpointAndHasItForWorkloads()
    {
        await using var server = await RunningServer.Start(settings: """{ "objectEndpointServerName": "backup.example.test" }""");

        var found = await server.Client.Objects.Endpoint(Stop);

        Assert.Equal(("backup.example.test", false, 0), (found.Host, found.IsOpen, found.Buckets));
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", found.Certificate, StringComparison.Ordinal);
        Assert.Equal(found, await server.Client.Objects.Endpoint(Stop));
    }

    private static async Task<int> Count(NetworkStream stream, byte[] answer)
    {
        try
        {
            return await stream.ReadAsync(answer, Stop);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<bool> Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, Stop);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
