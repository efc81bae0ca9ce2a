using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Reports;
using Holdfast.Server.Accounts;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Notifications;
using Holdfast.Server.Reports.Files;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Reports.Mail;

/// <summary>
/// Sends what is due. A due report becomes one row for each recipient together with the next due time, so that a restart neither loses nor doubles it; a row goes when its
/// mail was taken. What cannot be sent is tried again, and given up after a day with an alert. What was missed is sent once, for the newest period.
/// </summary>
internal sealed class ReportPost(ServerCatalog catalog, ReportDesk desk, ReportMail mail, AlertBoard alerts, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>How long whoever sends a mail has it to itself; when it is killed meanwhile, the mail is sent again.</summary>
    private static readonly TimeSpan sending = TimeSpan.FromMinutes(5), patience = TimeSpan.FromDays(1), interval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stop = new();
    private Task loop = Task.CompletedTask;
    private bool isDisposed;

    internal void Start() => loop = Task.Run(Loop);

    /// <summary>Takes on what is due, and sends what waits.</summary>
    internal async Task Pass(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var row in catalog.ReportSchedules.All().Where(row => row.Due <= CatalogTime.From(now))) TakeOn(row, now);
        var made = new Dictionary<(string, long), (Report Report, MailFile File)>();
        foreach (var delivery in catalog.ReportSchedules.DueDeliveries(CatalogTime.From(now)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (catalog.ReportSchedules.ById(delivery.ScheduleId) is { } schedule) await Deliver(schedule, delivery, made, cancellation);
            else catalog.ReportSchedules.Finish(delivery, "removed");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Once, however often it is asked for.
        if (Interlocked.Exchange(ref isDisposed, true)) return;
        await stop.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task Loop()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Pass(stop.Token);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                // What waits stays in the catalog: the next turn tries again.
                log.LogError(failure, "Reports could not be sent.");
            }
            await Task.Delay(interval, time, stop.Token);
        }
    }

    private void TakeOn(ReportScheduleRow row, DateTimeOffset now)
    {
        var (calendar, cycle) = (new ReportCalendar(row.Zone), ReportSchedules.Cycle(row.Period));
        var next = calendar.NextDue(cycle, row.At, now);
        // The last one that has come: several that were missed are one.
        var due = CatalogTime.To(row.Due);
        for (var following = calendar.NextDue(cycle, row.At, due); following <= now; following = calendar.NextDue(cycle, row.At, following)) due = following;
        var (from, to) = calendar.Covered(cycle, due);
        var deliveries = CatalogJson.ReadList(row.Recipients).Select(recipient => new ReportDeliveryRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), ScheduleId = row.Id, Recipient = recipient, PeriodFrom = CatalogTime.From(from), PeriodTo = CatalogTime.From(to),
            Created = CatalogTime.From(now), Due = CatalogTime.From(now),
        }).ToList();
        if (catalog.ReportSchedules.Claim(row, CatalogTime.From(next), CatalogTime.From(now), deliveries))
            log.LogInformation("The report {Kind} of {From:u} to {To:u} goes to {Count} recipients.", row.Kind, from, to, deliveries.Count);
    }

    private async Task Deliver(
        ReportScheduleRow schedule, ReportDeliveryRow delivery, Dictionary<(string, long), (Report Report, MailFile File)> made, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var pause = TimeSpan.FromTicks(Math.Min(TimeSpan.FromHours(1).Ticks, sending.Ticks << Math.Min(delivery.Attempts, 8)));
        if (!catalog.ReportSchedules.Take(delivery, CatalogTime.From(now + pause))) return;
        try
        {
            if (!made.TryGetValue((schedule.Id, delivery.PeriodFrom), out var ready))
            {
                var report = desk.Make(
                    schedule.Kind, new ReportQuery(CatalogTime.To(delivery.PeriodFrom), CatalogTime.To(delivery.PeriodTo), schedule.GroupId, schedule.Server, schedule.Zone), CallerScope.Everything);
                made[(schedule.Id, delivery.PeriodFrom)] = ready = (report, ReportFile.Of(report, schedule.Format));
            }
            await mail.Send(ready.Report, ready.File, delivery.Recipient, cancellation);
            catalog.ReportSchedules.Finish(delivery, "sent");
            alerts.Resolve(ErrorCode.NotificationsGivenUp, delivery.Recipient);
        }
        catch (HoldfastException failure)
        {
            Failed(schedule, delivery, failure, now);
        }
    }

    private void Failed(ReportScheduleRow schedule, ReportDeliveryRow delivery, HoldfastException failure, DateTimeOffset now)
    {
        log.LogWarning("The report {Kind} for {Recipient} was not sent: error {Code}: {Message}", schedule.Kind, delivery.Recipient, (int)failure.Code, failure.Message);
        if (now - CatalogTime.To(delivery.Created) < patience)
        {
            catalog.ReportSchedules.Note(schedule.Id, $"not yet sent: {failure.Message}");
            return;
        }
        catalog.ReportSchedules.Finish(delivery, $"given up: {failure.Message}");
        alerts.Raise(
            AlertBoard.Warning, ErrorCode.NotificationsGivenUp, delivery.Recipient,
            $"The report {schedule.Kind} for {delivery.Recipient} was given up. The last error was {(int)failure.Code}: {failure.Message}", failure.Remedy);
    }
}
