using System.Data;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Notifications;

/// <summary>
/// Tells of alerts: a line in the server's log, on Windows an event, and for each receiver a row of what is still to be sent, written together with the alert.
/// </summary>
internal sealed class AlertPublisher(Settings settings, TimeProvider time, ILogger log) : IAlertObserver
{
    private long lastCreated;

    /// <summary>Called when there is something to send.</summary>
    internal Action Wake { get; set; } = () => { };

    /// <summary>Subject of the alert that a receiver cannot be reached.</summary>
    internal static string Receiver(string channel, string address) => channel == NotificationRow.Mail ? address : channel;

    public void Writing(AlertChange change, IDbConnection connection, IDbTransaction transaction)
    {
        var receivers = Receivers(change.Alert, connection, transaction).ToList();
        if (receivers.Count == 0) return;
        var news = JsonSerializer.Serialize(AlertNotice.Of(change), NotificationJson.Default.AlertNotice);
        var now = time.GetUtcNow();
        // What is told first is sent first, also where the clock has not moved on in between. Writers of the catalog take turns.
        lastCreated = Math.Max(CatalogTime.From(now), lastCreated + 1);
        foreach (var (channel, address) in receivers)
            NotificationTable.Add(
                new NotificationRow { Id = Guid.CreateVersion7(now).ToString("N"), Channel = channel, Address = address, News = news, Created = lastCreated, Due = CatalogTime.From(now) },
                connection, transaction);
    }

    public void Written(AlertChange change)
    {
        var alert = change.Alert;
        log.Log(
            Level(change), new EventId(alert.Code, alert.Type), "Alert {News}: id={Id} severity={Severity} code={Code} type={Type} subject={Subject} message={Message}",
            change.News, alert.Id, alert.Severity, alert.Code, alert.Type, alert.Subject, alert.Message);
        if (OperatingSystem.IsWindows()) WindowsEvents.Write(change, log);
        Wake();
    }

    private IEnumerable<(string Channel, string Address)> Receivers(AlertRow alert, IDbConnection connection, IDbTransaction transaction)
    {
        var all = new List<(string, string)>();
        if (WebhookSender.IsConfigured(settings) && settings.Get(NotificationSettings.WebhookSeverities).Contains(alert.Severity)) all.Add((NotificationRow.Webhook, ""));
        if (MailOptions.IsConfigured(settings))
            all.AddRange(SubscriptionTable.All(connection, transaction).Where(subscription => Wants(subscription, alert)).Select(subscription => (NotificationRow.Mail, subscription.Address)));
        // That a receiver cannot be reached is not told to that receiver.
        return alert.Code == (int)ErrorCode.NotificationsGivenUp ? all.Where(receiver => Receiver(receiver.Item1, receiver.Item2) != alert.Subject) : all;
    }

    private static bool Wants(SubscriptionRow subscription, AlertRow alert) =>
        Has(subscription.Severities, alert.Severity) && Has(subscription.Types, AlertNames.Of(AlertView.TypeOf(alert))) && Has(subscription.GroupIds, alert.GroupId);

    private static bool Has(string list, string? value) => CatalogJson.ReadList(list) is var values && (values.Count == 0 || value is not null && values.Contains(value));

    private static LogLevel Level(AlertChange change) => change.News == AlertNews.Resolved ? LogLevel.Information : change.Alert.Severity switch
    {
        AlertBoard.Critical => LogLevel.Error,
        AlertBoard.Warning => LogLevel.Warning,
        _ => LogLevel.Information,
    };
}
