using System.Net;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Notifications;
using Holdfast.Server.Tests.Agents;

namespace Holdfast.Server.Tests.Notifications;

public sealed class MailTests : IDisposable
{
    private readonly SettingsFile files = new();
    private readonly TestCertificates certificates = new();

    [Fact]
    public async Task Send_WithStartTls_SignsInAndDeliversEncrypted()
    {
        await using var server = new SmtpReceiver(certificates.Server) { Account = ("robot", "pass word") };
        await Sender(server, ("smtpUser", "robot"), ("smtpPasswordFile", files.Secret("mail", "pass word\nmore")), ("trustedCaFile", certificates.AuthorityFile))
            .Send("anna@example.org", "Hällo", "plain", "<p>html</p>", default);
        var mail = await server.Next();
        Assert.True(mail.WasEncrypted);
        Assert.Equal(("Hällo", "holdfast@example.org", "anna@example.org"), (mail.Message.Subject, mail.Message.From.ToString(), mail.Message.To.ToString()));
        Assert.Equal(("plain", "<p>html</p>"), (mail.Message.TextBody!.Trim(), mail.Message.HtmlBody!.Trim()));
        Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task Send_WithTlsFromTheFirstByte_Delivers()
    {
        await using var server = new SmtpReceiver(certificates.Server, implicitTls: true);
        await Sender(server, ("smtpSecurity", "tls"), ("trustedCaFile", certificates.AuthorityFile)).Send("anna@example.org", "s", "p", "h", default);
        Assert.True((await server.Next()).WasEncrypted);
    }

    [Fact]
    public async Task Send_ThroughProxy_ShowsItsCredentialsAndDelivers()
    {
        using var proxy = new ConnectProxy("gate", "its word");
        await using var server = new SmtpReceiver(certificates.Server);
        var set = new WebProxy($"http://127.0.0.1:{proxy.Port}") { Credentials = new NetworkCredential("gate", "its word") };
        await Sender(server, set, ("smtpThroughProxy", true), ("trustedCaFile", certificates.AuthorityFile)).Send("anna@example.org", "s", "p", "h", default);
        Assert.True((await server.Next()).WasEncrypted);
        Assert.Equal([$"localhost:{server.Port}"], proxy.Passed);
    }

    [Fact]
    public async Task Send_ThroughProxyWithWrongPassword_FailsWithoutShowingIt()
    {
        using var proxy = new ConnectProxy("gate", "its word");
        await using var server = new SmtpReceiver(certificates.Server);
        var set = new WebProxy($"http://127.0.0.1:{proxy.Port}") { Credentials = new NetworkCredential("gate", "wrong-secret") };
        var sender = Sender(server, set, ("smtpThroughProxy", true), ("trustedCaFile", certificates.AuthorityFile));
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => sender.Send("anna@example.org", "s", "p", "h", default));
        Assert.Equal(ErrorCode.MailFailed, failure.Code);
        Assert.DoesNotContain("wrong-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.True(server.HasNone);
    }

    [Fact]
    public async Task Send_ThroughProxyThatIsNotSet_SaysSo()
    {
        await using var server = new SmtpReceiver(certificates.Server);
        Assert.Equal(ErrorCode.ProxyNotUsable, await Refused(Sender(server, ("smtpThroughProxy", true))));
    }

    [Fact]
    public async Task Send_WhereStartTlsIsNotOffered_SendsNothing()
    {
        await using var server = new SmtpReceiver();
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => Sender(server).Send("anna@example.org", "s", "p", "h", default));
        Assert.Equal(ErrorCode.MailFailed, failure.Code);
        Assert.True(server.HasNone);
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_WithoutEncryption_OnlyWhenSettingsSaySo()
    {
        await using var server = new SmtpReceiver();
        await Sender(server, ("smtpSecurity", "none")).Send("anna@example.org", "s", "p", "h", default);
        Assert.False((await server.Next()).WasEncrypted);
    }

    [Fact]
    public async Task Send_ToAServerWithAForeignCertificate_IsRefused()
    {
        using var others = new TestCertificates();
        await using var server = new SmtpReceiver(certificates.Server);
        Assert.Equal(ErrorCode.MailFailed, await Refused(Sender(server)));
        Assert.Equal(ErrorCode.MailFailed, await Refused(Sender(server, ("trustedCaFile", others.AuthorityFile))));
        Assert.True(server.HasNone);
    }

    [Fact]
    public async Task Send_ToAServerOfAnotherName_IsRefusedDespiteItsAuthority()
    {
        using var named = new TestCertificates("mail.example.org");
        await using var server = new SmtpReceiver(named.Server);
        Assert.Equal(ErrorCode.MailFailed, await Refused(Sender(server, ("trustedCaFile", named.AuthorityFile))));
    }

    [Fact]
    public async Task Send_WithWrongPassword_FailsWithoutShowingIt()
    {
        await using var server = new SmtpReceiver(certificates.Server) { Account = ("robot", "right") };
        var sender = Sender(server, ("smtpUser", "robot"), ("smtpPasswordFile", files.Secret("mail", "wrong-secret")), ("trustedCaFile", certificates.AuthorityFile));
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => sender.Send("anna@example.org", "s", "p", "h", default));
        Assert.Equal(ErrorCode.MailFailed, failure.Code);
        Assert.DoesNotContain("wrong-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RefusedReceiver_SaysWhatTheServerSaid()
    {
        await using var server = new SmtpReceiver { RecipientAnswer = "550 no such user" };
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => Sender(server, ("smtpSecurity", "none")).Send("anna@example.org", "s", "p", "h", default));
        Assert.Contains("no such user", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_PasswordFileThatOthersCanRead_IsRefused()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no file modes.");
        await using var server = new SmtpReceiver(certificates.Server) { Account = ("robot", "x") };
        var open = files.Secret("mail", "x", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal(ErrorCode.SecretFileUnusable, await Refused(Sender(server, ("smtpUser", "robot"), ("smtpPasswordFile", open), ("trustedCaFile", certificates.AuthorityFile))));
    }

    [Theory]
    [InlineData("anna@example.org\r\nBcc: all@example.org")]
    [InlineData("anna@example.org, bob@example.org")]
    [InlineData("Anna <anna@example.org>")]
    [InlineData("anna")]
    [InlineData("@example.org")]
    [InlineData("a@b@c")]
    [InlineData("")]
    public async Task Send_ToWhatIsNotOneAddress_IsRefused(string to)
    {
        await using var server = new SmtpReceiver();
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => Sender(server, ("smtpSecurity", "none")).Send(to, "s", "p", "h", default));
        Assert.Equal(ErrorCode.BadAddress, failure.Code);
    }

    [Fact]
    public async Task Send_HostileWords_EndNoHeaderAndAreNoHtml()
    {
        await using var server = new SmtpReceiver();
        AlertNotice[] notices = [Notice("Disk\r\nBcc: all@example.org\r\n\r\nbody", "<script>alert(1)</script> & 'x'")];
        await Sender(server, ("smtpSecurity", "none")).Send(
            "anna@example.org", MailText.Subject("s", notices), MailText.Plain("s", notices), MailText.Html("s", notices), default);
        var message = (await server.Next()).Message;
        Assert.Null(message.Headers["Bcc"]);
        Assert.Contains("Bcc: all@example.org", message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", message.HtmlBody!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", message.HtmlBody!, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        files.Dispose();
        certificates.Dispose();
    }

    internal static AlertNotice Notice(string title = "Disk missing", string message = "It is gone.", string news = "raised") => new(
        news, "id1", "critical", 3120, "diskMissing", title, message, "Connect it.", "holdfast disk rescan", "d1", null, null, DateTimeOffset.UnixEpoch, null);

    private MailSender Sender(SmtpReceiver server, params (string, object)[] more) => Sender(server, null, more);

    private MailSender Sender(SmtpReceiver server, IWebProxy? proxy, params (string, object)[] more) => new(
        files.Of([("smtpHost", "localhost"), ("smtpPort", server.Port), ("smtpFrom", "holdfast@example.org"), ("notificationTimeoutSeconds", 20), .. more]), proxy, TimeProvider.System);

    private static async Task<ErrorCode> Refused(MailSender sender) => (await Assert.ThrowsAsync<HoldfastException>(() => sender.Send("anna@example.org", "s", "p", "h", default))).Code;
}
