using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Billing;
using Holdfast.Protection.Cloud;
using Holdfast.Protection.Retention;
using Holdfast.Server.Alerts;
using Holdfast.Server.Billing;
using Holdfast.Server.Catalog;
using Holdfast.Server.Changes;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Insight;

/// <summary>What the overview says of storage, vault, and cost. Nothing here waits for a vault that does not answer.</summary>
internal sealed class OverviewFigures(ServerCatalog catalog, StorageReader storage, StateWatch watch, PriceFile prices, TimeProvider time)
{
    internal StorageOverview Storage() => storage.Overview();

    /// <summary>By what was last seen of it, at most a minute ago.</summary>
    internal VaultOverview Vault()
    {
        if (watch.Vault is not { State: not VaultStates.NotRegistered } contact) return new VaultOverview(VaultStates.NotRegistered, null, 0, null);
        var known = catalog.Contact.Load();
        var isConnected = contact.State == VaultStates.Connected;
        var subscription = contact.Subscription ?? known?.Subscription.ToString().ToLowerInvariant();
        var state = subscription is Contracts.Vault.VaultStates.Expired or Contracts.Vault.VaultStates.Deprovisioned ? subscription : isConnected ? VaultStates.Connected : "lost";
        if (isConnected || known is null) return new VaultOverview(state, contact.VaultName, 0, null);
        var now = time.GetUtcNow();
        var (days, clock) = (new ConnectivityClock(known.LastContact), (catalog.Clock.Load() ?? new TrustedClock(now)).Observe(now));
        return new VaultOverview(state, contact.VaultName, days.DaysLost(clock), days.DaysLeft(clock));
    }

    /// <summary>As far as usage is written down, which happens every hour; null where the price file is not usable, of which the bill tells.</summary>
    internal MonthCost? Cost()
    {
        var month = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        try
        {
            var bill = Bill.Of(month, catalog.Usage.Instances(month), catalog.Usage.Storage(month), prices.Load());
            return new MonthCost(bill.Total, bill.Currency);
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.PricesNotUsable)
        {
            return null;
        }
    }

    /// <summary>Bytes that a running job reads a second, over its whole run.</summary>
    internal long Rate(LiveJob job)
    {
        var row = LiveJobs.Counted(job, time);
        return row.DurationMs > 0 ? (long)(row.BytesRead * 1000.0 / row.DurationMs) : 0;
    }
}
