using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Notifications;

/// <summary>
/// Sends what waits to be sent, in order for each receiver; tries again later and later, and gives up after a while with an alert. What is more than a few messages
/// a minute goes out as one.
/// </summary>
internal sealed class NotificationDelivery(ServerCatalog catalog, NotificationChannels channels, AlertBoard alerts, Settings settings, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1), longestPause = TimeSpan.FromHours(1);
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<(string, string), List<DateTimeOffset>> sent = [];
    private TaskCompletionSource wake = NewWake();
    private Task loop = Task.CompletedTask;

    /// <summary>Begins to send. What an earlier run left is sent first.</summary>
    internal void Start()
    {
        if (channels.IsAnyConfigured) loop = Task.Run(Loop);
    }

    /// <summary>There is something new to send.</summary>
    internal void Wake() => Volatile.Read(ref wake).TrySetResult();

    /// <summary>Sends what is due.</summary>
    /// <returns>How long there is nothing to do.</returns>
    internal async Task<TimeSpan> Pass(CancellationToken cancellation)
    {
        var next = longestPause;
        foreach (var receiver in catalog.Notifications.Pending().GroupBy(row => (row.Channel, row.Address)))
        {
            var rest = await ToReceiver(receiver.Key, [.. receiver], cancellation);
            if (rest < next) next = rest;
        }
        return next;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task Loop()
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = minute;
            var woken = Interlocked.Exchange(ref wake, NewWake());
            woken.TrySetResult();
            try
            {
                pause = await Pass(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // What waits stays in the catalog: the next turn tries again.
                log.LogError(failure, "Notifications could not be sent.");
            }
            using var rest = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            await Task.WhenAny(Volatile.Read(ref wake).Task, Task.Delay(pause, time, rest.Token));
            await rest.CancelAsync();
        }
    }

    private async Task<TimeSpan> ToReceiver((string Channel, string Address) receiver, List<NotificationRow> rows, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = CatalogTime.To(rows[0].Due);
        if (due > now) return due - now;
        try
        {
            var recent = Recent(receiver, now);
            var free = settings.Get(NotificationSettings.DigestAbove)!.Value - recent.Count;
            if (free <= 0) return recent[0] + minute - now;
            if (rows.Count > free) await Send(receiver, rows, cancellation);
            else
                for (; rows.Count > 0; rows.RemoveAt(0)) await Send(receiver, [rows[0]], cancellation);
            return longestPause;
        }
        catch (HoldfastException failure)
        {
            return Failed(receiver, rows, failure);
        }
    }

    private async Task Send((string Channel, string Address) receiver, IReadOnlyList<NotificationRow> rows, CancellationToken cancellation)
    {
        var notices = rows.Select(row => JsonSerializer.Deserialize(row.News, NotificationJson.Default.AlertNotice)!).ToList();
        await channels.Send(receiver.Channel, receiver.Address, rows[0].Id, notices, cancellation);
        catalog.Notifications.Delete([.. rows.Select(row => row.Id)]);
        Recent(receiver, time.GetUtcNow()).Add(time.GetUtcNow());
        alerts.Resolve(ErrorCode.NotificationsGivenUp, AlertPublisher.Receiver(receiver.Channel, receiver.Address));
    }

    private TimeSpan Failed((string Channel, string Address) receiver, List<NotificationRow> rows, HoldfastException failure)
    {
        var now = time.GetUtcNow();
        var name = AlertPublisher.Receiver(receiver.Channel, receiver.Address);
        var pause = TimeSpan.FromTicks(Math.Min(longestPause.Ticks, minute.Ticks << Math.Min(rows[0].Attempts, 10)));
        log.LogWarning("A notification for {Receiver} was not delivered: error {Code}: {Message}", name, (int)failure.Code, failure.Message);
        catalog.Notifications.Postpone(receiver.Channel, receiver.Address, CatalogTime.From(now + pause), failure.Message);
        var oldest = CatalogTime.From(now - TimeSpan.FromHours(settings.Get(NotificationSettings.GiveUpHours)!.Value));
        var tooOld = rows.Where(row => row.Created <= oldest).ToList();
        if (tooOld.Count == 0) return pause;
        catalog.Notifications.Delete([.. tooOld.Select(row => row.Id)]);
        alerts.Raise(
            AlertBoard.Warning, ErrorCode.NotificationsGivenUp, name, $"{tooOld.Count} notifications for {name} were given up. The last error was {(int)failure.Code}: {failure.Message}", failure.Remedy);
        return pause;
    }

    /// <summary>When messages went to a receiver within the last minute.</summary>
    private List<DateTimeOffset> Recent((string, string) receiver, DateTimeOffset now)
    {
        if (!sent.TryGetValue(receiver, out var times)) sent[receiver] = times = [];
        times.RemoveAll(moment => moment <= now - minute);
        return times;
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
