using System.Text.Json;
using Holdfast.Contracts.Api.Notifications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Tests.Notifications;

public sealed class NotificationApiTests
{
    [Fact]
    public async Task RunningServer_TellsOfAnAlert_ByMailAndWebhook()
    {
        using var files = new SettingsFile();
        await using var mail = new SmtpReceiver();
        await using var hook = await WebhookReceiver.Start();
        await using var server = await RunningServer.Start();
        await server.Stop();
        SettingsFile.Write(
            Path.Combine(server.Data, Settings.FileName), ("smtpHost", "localhost"), ("smtpPort", mail.Port), ("smtpSecurity", "none"), ("smtpFrom", "holdfast@example.org"),
            ("webhookUrl", hook.Url.ToString()), ("webhookAllowLoopback", true), ("webhookSecretFile", files.Secret("hook", "sixteen characters")));
        await server.Launch();

        var made = await server.Client.Notifications.Subscribe(new SubscribeRequest("anna@example.org"));
        await server.Client.Notifications.TestMail("bob@example.org");
        Assert.Contains("bob@", (await mail.Next()).To, StringComparison.Ordinal);
        await server.Client.Notifications.TestWebhook();
        Assert.True(JsonDocument.Parse((await hook.Next()).Body).RootElement.GetProperty("isTest").GetBoolean());

        server.Pool.Disks.Add(new("disk2", "/pool/disk2", "missing", 0, 0, 0, null));
        Assert.Single((await server.Client.Alerts()).Alerts);
        Assert.Contains("/pool/disk2", (await mail.Next()).Message.TextBody, StringComparison.Ordinal);
        Assert.Equal("disk2", JsonDocument.Parse((await hook.Next()).Body).RootElement.GetProperty("alerts")[0].GetProperty("subject").GetString());

        var list = await server.Client.Notifications.List();
        Assert.Equal((made.Id, "localhost", "127.0.0.1"), (Assert.Single(list.Subscriptions).Id, list.MailServer, list.Webhook));
        await server.Client.Notifications.Remove(made.Id);
        Assert.Empty((await server.Client.Notifications.List()).Subscriptions);
        Assert.Equal(ErrorCode.NotFound, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Notifications.Remove(made.Id))).Code);
    }

    [Fact]
    public async Task Test_WithoutConfiguration_SaysWhatIsMissing()
    {
        await using var server = await RunningServer.Start();
        Assert.Equal(ErrorCode.MailNotConfigured, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Notifications.TestMail("a@example.org"))).Code);
        Assert.Equal(ErrorCode.WebhookNotConfigured, (await Assert.ThrowsAsync<HoldfastException>(() => server.Client.Notifications.TestWebhook())).Code);
    }

    [Fact]
    public async Task Alert_IsALineOfTheLogThatCanBeSearched()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.Disks.Add(new("disk2", "/pool/disk2", "missing", 0, 0, 0, null)));
        await server.Stop();
        var log = await File.ReadAllTextAsync(Path.Combine(server.Data, "logs", "holdfast.log"));
        Assert.Matches("Error Server: Alert Raised: id=[0-9a-f]{32} severity=critical code=3120 type=diskMissing subject=disk2 message=The disk /pool/disk2 is missing", log);
        await server.Launch();
    }
}
