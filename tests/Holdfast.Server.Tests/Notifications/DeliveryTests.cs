using Holdfast.Contracts.Api.Notifications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Holdfast.Server.Notifications;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Server.Tests.Notifications;

public sealed class DeliveryTests : IAsyncDisposable
{
    private readonly SettingsFile files = new();
    private readonly SteppedClock time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SmtpReceiver server = new();
    private readonly Settings settings;
    private ServerCatalog catalog;
    private AlertBoard alerts = null!;
    private NotificationDelivery delivery = null!;

    public DeliveryTests()
    {
        settings = files.Of(("smtpHost", "localhost"), ("smtpPort", server.Port), ("smtpSecurity", "none"), ("smtpFrom", "holdfast@example.org"), ("notificationDigestAbove", 3));
        catalog = Open();
    }

    [Fact]
    public async Task Alert_RaisedAndResolved_IsToldToWhoeverSubscribed()
    {
        Subscribe("anna@example.org");
        Subscribe("bob@example.org", "informational");
        alerts.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, "d1", "gone");
        alerts.Resolve(ErrorCode.DiskMissing, "d1");
        await delivery.Pass(default);
        var (raised, resolved) = (await server.Next(), await server.Next());
        Assert.Contains("critical: Disk missing", raised.Message.Subject, StringComparison.Ordinal);
        Assert.Contains("resolved: Disk missing", resolved.Message.Subject, StringComparison.Ordinal);
        Assert.All((ReceivedMail[])[raised, resolved], mail => Assert.Contains("anna@", mail.To, StringComparison.Ordinal));
        Assert.True(server.HasNone);
        Assert.Equal(0, catalog.Notifications.Count());
    }

    [Fact]
    public async Task Subscription_ByTypeAndGroup_GetsOnlyThose()
    {
        catalog.Groups.Save(new GroupRow { Id = "g1", Name = "Files" });
        catalog.Sources.Save(new SourceRow { Id = "s1", Name = "data", Server = "alpha", Path = "/data", GroupId = "g1", ReplicaState = "ok" });
        new Subscriptions(catalog, time).Add(new SubscribeRequest("anna@example.org", Types: ["replicaInconsistent"], Groups: ["files"]));
        alerts.Raise(AlertBoard.Critical, ErrorCode.ReplicaInconsistent, "s2", "of no group");
        alerts.Raise(AlertBoard.Warning, ErrorCode.VaultCopyFailed, "s1", "another type");
        Assert.Equal(0, catalog.Notifications.Count());
        alerts.Raise(AlertBoard.Critical, ErrorCode.ReplicaInconsistent, "s1", "this one");
        await delivery.Pass(default);
        Assert.Contains("this one", (await server.Next()).Message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alert_OfAServerThatStopped_IsToldByTheNextOne()
    {
        Subscribe("anna@example.org");
        alerts.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, "d1", "gone");
        catalog.Dispose();
        catalog = Open();
        await delivery.Pass(default);
        Assert.Contains("gone", (await server.Next()).Message.TextBody, StringComparison.Ordinal);
        await delivery.Pass(default);
        Assert.True(server.HasNone);
    }

    [Fact]
    public async Task Delivery_ThatFails_IsTriedAgainLaterAndLater()
    {
        Subscribe("anna@example.org");
        server.RecipientAnswer = "451 try later";
        alerts.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, "d1", "gone");
        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var pause = await delivery.Pass(default);
            pauses.Add(pause.TotalMinutes);
            var tries = Tries();
            time.Advance(pause - TimeSpan.FromTicks(1));
            Assert.Equal(TimeSpan.FromTicks(1), await delivery.Pass(default));
            Assert.Equal(tries, Tries());
            time.Advance(TimeSpan.FromTicks(1));
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
        server.RecipientAnswer = "250 ok";
        await delivery.Pass(default);
        Assert.Contains("gone", (await server.Next()).Message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_GivenUp_IsAnAlertThatIsNotToldToTheSameAddress_AndEndsWithTheNextMail()
    {
        Subscribe("anna@example.org");
        server.RecipientAnswer = "550 no such user";
        alerts.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, "d1", "gone");
        time.Advance(TimeSpan.FromHours(24));
        await delivery.Pass(default);
        var given = alerts.List(false).Alerts.Single(alert => alert.Code == ErrorCode.NotificationsGivenUp);
        Assert.Equal(("notificationFailed", "anna@example.org"), (given.Type, given.Subject));
        Assert.Contains("no such user", given.Message, StringComparison.Ordinal);
        Assert.Equal(0, catalog.Notifications.Count());
        server.RecipientAnswer = "250 ok";
        alerts.Raise(AlertBoard.Critical, ErrorCode.DiskReadOnly, "d2", "news");
        await delivery.Pass(default);
        await server.Next();
        Assert.DoesNotContain(alerts.List(false).Alerts, alert => alert.Code == ErrorCode.NotificationsGivenUp);
    }

    [Fact]
    public async Task Alerts_ManyAtOnce_AreOneMailThatNamesThemAll()
    {
        Subscribe("anna@example.org");
        for (var i = 0; i < 20; i++) alerts.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, $"disk-{i:00}", $"disk-{i:00} is gone");
        await delivery.Pass(default);
        var mail = (await server.Next()).Message;
        Assert.Contains("20 alerts: 20 critical", mail.Subject, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 20), i => Assert.Contains($"disk-{i:00} is gone", mail.TextBody, StringComparison.Ordinal));
        Assert.True(server.HasNone);
    }

    [Fact]
    public async Task Alerts_AfterAFullMinute_WaitAndGoOutTogether()
    {
        Subscribe("anna@example.org");
        for (var i = 0; i < 3; i++) alerts.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, $"a{i}", "m");
        await delivery.Pass(default);
        for (var i = 0; i < 3; i++) await server.Next();
        for (var i = 0; i < 5; i++) alerts.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, $"b{i}", "m");
        Assert.Equal(TimeSpan.FromMinutes(1), await delivery.Pass(default));
        Assert.True(server.HasNone);
        time.Advance(TimeSpan.FromMinutes(1));
        await delivery.Pass(default);
        Assert.Contains("5 alerts", (await server.Next()).Message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Subscribe_WhatDoesNotExistOrIsThere_IsRefused()
    {
        var subscriptions = new Subscriptions(catalog, time);
        subscriptions.Add(new SubscribeRequest("anna@example.org"));
        Assert.Equal(ErrorCode.AlreadySubscribed, Refused(new SubscribeRequest("Anna@Example.org")));
        Assert.Equal(ErrorCode.BadAddress, Refused(new SubscribeRequest("anna")));
        Assert.Equal(ErrorCode.BadRequest, Refused(new SubscribeRequest("b@example.org", ["grave"])));
        Assert.Equal(ErrorCode.BadRequest, Refused(new SubscribeRequest("b@example.org", Types: ["tape"])));
        Assert.Equal(ErrorCode.NotFound, Refused(new SubscribeRequest("b@example.org", Groups: ["none"])));

        ErrorCode Refused(SubscribeRequest request) => Assert.Throws<HoldfastException>(() => subscriptions.Add(request)).Code;
    }

    public async ValueTask DisposeAsync()
    {
        await delivery.DisposeAsync();
        await server.DisposeAsync();
        catalog.Dispose();
        files.Dispose();
    }

    private int Tries()
    {
        lock (server.Commands) return server.Commands.Count(command => command.StartsWith("RCPT", StringComparison.Ordinal));
    }

    private void Subscribe(string address, params string[] severities) => new Subscriptions(catalog, time).Add(new SubscribeRequest(address, severities));

    private ServerCatalog Open()
    {
        var opened = ServerCatalog.Open(Path.Combine(files.Folder, "catalog.db"));
        alerts = new AlertBoard(opened.Alerts, time, new AlertPublisher(settings, time, NullLogger.Instance));
        var channels = new NotificationChannels(settings, new MailSender(settings, null, time), new WebhookSender(settings, null, time));
        delivery = new NotificationDelivery(opened, channels, alerts, settings, time, NullLogger.Instance);
        return opened;
    }
}
