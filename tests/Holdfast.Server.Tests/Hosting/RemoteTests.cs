using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Hosting;
using Holdfast.Server.Tests.Accounts;

namespace Holdfast.Server.Tests.Hosting;

public sealed partial class RemoteTests
{
    private const string Settings = """{ "passwordIterations": 100000, "apiAddress": "127.0.0.1", "apiPort": 0, "apiHostNames": ["backup.example.org"] }""";

    [Fact]
    public async Task Https_PinnedCertificate_ServesSessionsUnderItsNamesOnly()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        using var account = await server.Account("anna", RoleNames.Reader);
        var token = await server.SignIn("anna");
        var (url, pin) = Announced(server);
        using var http = Client(url, pin);
        Assert.Equal((HttpStatusCode.OK, ErrorCode.None), await TestAccounts.Send(http, "GET", "/api/v1/status", token));
        foreach (var (host, expected) in ((string, HttpStatusCode)[])[("backup.example.org", HttpStatusCode.OK), ("BACKUP.example.org:8443", HttpStatusCode.OK), ("evil.example", HttpStatusCode.MisdirectedRequest)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status") { Headers = { Host = host } };
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
            using var response = await http.SendAsync(request);
            Assert.Equal(expected, response.StatusCode);
            Assert.Equal("max-age=31536000", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
        }
    }

    [Fact]
    public async Task Https_Certificate_StaysOverRestartsAndIsPrivate()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        var first = Announced(server).Pin;
        await server.Restart();
        Assert.Equal(first, Announced(server).Pin);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.Data, "secrets", "api.pfx")));
    }

    [Fact]
    public async Task Https_OldProtocol_IsRefused()
    {
        await using var server = await RunningServer.Start(settings: Settings);
        var (url, pin) = Announced(server);
#pragma warning disable SYSLIB0039, CA5397 // that it is refused is the point
        using var http = Client(url, pin, SslProtocols.Tls11);
#pragma warning restore SYSLIB0039, CA5397
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/api/v1/ready"));
    }

    [Fact]
    public async Task Start_CertificateThatCannotBeUsed_SaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-certificate-").FullName;
        try
        {
            var file = Path.Combine(folder, "api.pfx");
            File.WriteAllText(file, "this is no certificate");
            File.WriteAllText(Path.Combine(folder, "settings.json"), $$"""{ "apiAddress": "127.0.0.1", "apiPort": 0, "certificateFile": "{{file}}" }""");
            var failure = await Assert.ThrowsAsync<HoldfastException>(() => ServerHost.Run(
                new ServerOptions(folder, 0), TextWriter.Null, (_, _, time) => new OpenedEngine(new FakeEngine(new FakePool(), time), []), TimeProvider.System, default));
            Assert.Equal(ErrorCode.CertificateUnusable, failure.Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_WithoutAddress_ListensToNobodyElse()
    {
        await using var server = await RunningServer.Start();
        Assert.DoesNotContain("https", server.Output.ToString());
        Assert.False(File.Exists(Path.Combine(server.Data, "secrets", "api.pfx")));
    }

    private static (string Url, string Pin) Announced(RunningServer server)
    {
        var match = Announcement().Matches(server.Output.ToString()).Last();
        return (match.Groups[1].Value, match.Groups[2].Value);
    }

    private static HttpClient Client(string url, string pin, SslProtocols protocols = SslProtocols.None) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => Convert.ToHexStringLower(SHA256.HashData(((X509Certificate2)certificate!).RawData)) == pin,
        },
    }) { BaseAddress = new Uri(url) };

    [GeneratedRegex("Callers on other computers: (https://\\S+) \\(certificate SHA-256 ([0-9a-f]{64})\\)")]
    private static partial Regex Announcement();
}
