using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;
using Holdfast.Server.Notifications;

namespace Holdfast.Server.Tests.Notifications;

public sealed class WebhookTests : IDisposable
{
    private const string Secret = "a secret of more than sixteen";
    private readonly SettingsFile files = new();

    [Fact]
    public async Task Send_IsSignedJson()
    {
        await using var receiver = await WebhookReceiver.Start();
        using var sender = Sender(receiver.Url + "hook?x=1");
        await sender.Send("d1", [MailTests.Notice()], isTest: false, default);
        var call = await receiver.Next();
        Assert.Equal(("/hook", "application/json"), (call.Path, call.Headers["Content-Type"]));
        var signed = Encoding.ASCII.GetBytes(call.Headers[WebhookSender.TimeHeader] + ".").Concat(call.Body).ToArray();
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed)), call.Headers[WebhookSender.SignatureHeader]);
        using var body = JsonDocument.Parse(call.Body);
        Assert.Equal("d1", body.RootElement.GetProperty("delivery").GetString());
        var alert = Assert.Single(body.RootElement.GetProperty("alerts").EnumerateArray().ToList());
        Assert.Equal(("raised", "diskMissing", 3120), (alert.GetProperty("event").GetString(), alert.GetProperty("type").GetString(), alert.GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    public async Task Send_AnsweredWithoutSuccess_Fails(int status)
    {
        await using var receiver = await WebhookReceiver.Start();
        receiver.Status = status;
        using var sender = Sender(receiver.Url.ToString());
        Assert.Equal(ErrorCode.WebhookFailed, await Refused(sender));
    }

    [Fact]
    public async Task Send_Redirected_IsNotFollowed()
    {
        await using var receiver = await WebhookReceiver.Start();
        await using var other = await WebhookReceiver.Start();
        (receiver.Status, receiver.Location) = (307, other.Url.ToString());
        using var sender = Sender(receiver.Url.ToString());
        Assert.Equal(ErrorCode.WebhookFailed, await Refused(sender));
        await receiver.Next();
        Assert.True(other.HasNone);
    }

    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://2852039166/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://user:pass@example.org/")]
    public void Check_AddressThatMustNotBeCalled_IsRefusedEvenWithLoopbackAllowed(string url) =>
        Assert.Equal(ErrorCode.WebhookRefused, Assert.Throws<HoldfastException>(() => WebhookTarget.Check(new Uri(url), allowLoopback: true)).Code);

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    public void Check_ThisComputer_IsRefusedUnlessAllowed(string url)
    {
        Assert.Equal(ErrorCode.WebhookRefused, Assert.Throws<HoldfastException>(() => WebhookTarget.Check(new Uri(url), allowLoopback: false)).Code);
        WebhookTarget.Check(new Uri(url), allowLoopback: true);
    }

    [Fact]
    public void Check_HttpsOfAServer_IsAllowed() => WebhookTarget.Check(new Uri("https://hooks.example.org/x"), allowLoopback: false);

    [Fact]
    public async Task Connect_NameThatResolvesToAForbiddenNetwork_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<HoldfastException>(() => WebhookTarget.Connect(new DnsEndPoint("localhost", 1), allowLoopback: false, default).AsTask());
        Assert.Equal(ErrorCode.WebhookRefused, refused.Code);
    }

    [Fact]
    public async Task Send_WithoutAGoodSecret_CallsNothing()
    {
        await using var receiver = await WebhookReceiver.Start();
        using var none = new WebhookSender(files.Of(("webhookUrl", receiver.Url.ToString()), ("webhookAllowLoopback", true)), null, TimeProvider.System);
        Assert.Equal(ErrorCode.WebhookNotConfigured, await Refused(none));
        using var weak = new WebhookSender(Options(receiver.Url.ToString(), files.Secret("weak", "short")), null, TimeProvider.System);
        Assert.Equal(ErrorCode.SecretFileUnusable, await Refused(weak));
        Assert.True(receiver.HasNone);
    }

    [Fact]
    public async Task Send_WithAProxy_GoesThroughIt()
    {
        await using var proxy = await WebhookReceiver.Start();
        using var sender = new WebhookSender(Options("http://127.0.0.1:9/", files.Secret("hook", Secret)), new WebProxy(proxy.Url), TimeProvider.System);
        await sender.Send("d", [], isTest: true, default);
        Assert.Equal("127.0.0.1:9", (await proxy.Next()).Headers["Host"]);
    }

    public void Dispose() => files.Dispose();

    private WebhookSender Sender(string url) => new(Options(url, files.Secret("hook", Secret)), null, TimeProvider.System);

    private Settings Options(string url, string secretFile) => files.Of(("webhookUrl", url), ("webhookSecretFile", secretFile), ("webhookAllowLoopback", true));

    private static async Task<ErrorCode> Refused(WebhookSender sender) => (await Assert.ThrowsAsync<HoldfastException>(() => sender.Send("d", [], isTest: true, default))).Code;
}
