using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.RecoveryPoints;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Hosting;

/// <summary>
/// What happens without being asked: every minute a look at disks and vault, every hour expiry, comparison with the pool, collection, and the end of ended jobs and
/// resolved alerts that are older than the history is to be.
/// </summary>
internal sealed class Housekeeping(
    IEngine engine, HealthCheck health, PointExpiry expiry, PointReconciler reconciler, PointRegistry points, ServerCatalog catalog, TimeSpan history, TimeProvider time,
    ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1), hour = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private ITimer? everyMinute, everyHour;
    private int hours;

    /// <summary>What else is looked at every hour.</summary>
    internal Action Watch { get; init; } = () => { };

    internal void Start()
    {
        // Armed anew after each turn, so that turns never pile up behind a slow one or after the computer slept.
        everyMinute = time.CreateTimer(_ => Turn(Look, everyMinute, minute), null, minute, Timeout.InfiniteTimeSpan);
        everyHour = time.CreateTimer(_ => Turn(Hourly, everyHour, hour), null, hour, Timeout.InfiniteTimeSpan);
    }

    internal void Hourly()
    {
        reconciler.Reconcile();
        expiry.Run();
        points.QueueCollection(online: false);
        // What was deleted from the vault is freed when its soft-delete window is over: once a day is soon enough.
        if (hours++ % 24 == 0 && engine.Contact is { State: VaultStates.Connected, Subscription: Contracts.Vault.VaultStates.Active }) points.QueueCollection(online: true);
        Watch();
        var before = CatalogTime.From(time.GetUtcNow() - history);
        catalog.Jobs.DeleteEndedBefore(before);
        catalog.Alerts.DeleteResolvedBefore(before);
    }

    public async ValueTask DisposeAsync()
    {
        if (everyMinute is not null) await everyMinute.DisposeAsync();
        if (everyHour is not null) await everyHour.DisposeAsync();
    }

    private void Look()
    {
        health.LookAtDisks();
        health.LookAtVault();
    }

    // A failure here must not end the process; it is in the log, and the next turn tries again.
    private void Turn(Action work, ITimer? timer, TimeSpan next)
    {
        lock (gate)
            try
            {
                work();
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Housekeeping failed.");
            }
        timer?.Change(next, Timeout.InfiniteTimeSpan);
    }
}
