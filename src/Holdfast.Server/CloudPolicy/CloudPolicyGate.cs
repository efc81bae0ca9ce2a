using Holdfast.Protection.Cloud;
using Holdfast.Protection.Jobs;
using Holdfast.Protection.Retention;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.CloudPolicy;

/// <summary>Asks the vault, remembers what it said for the time in which it does not answer, and lets jobs run or refuses them.</summary>
internal sealed class CloudPolicyGate(IEngine engine, ServerCatalog catalog, CloudPolicySetting setting, TimeProvider time)
{
    /// <summary>How far the catalog's knowledge may lag behind: a killed server must not lose days of the count.</summary>
    private static readonly TimeSpan saveEvery = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private ContactRow? known, saved;

    /// <summary>How things stand now; null where this server has no vault: there is nothing to be out of contact with.</summary>
    internal CloudStanding? Observe()
    {
        var contact = engine.Contact;
        if (contact is not { VaultId: { } vaultId, State: not VaultStates.NotRegistered }) return null;
        var now = time.GetUtcNow();
        var clock = (catalog.Clock.Load() ?? new TrustedClock(now)).Observe(now);
        var isConnected = contact.State == VaultStates.Connected;
        lock (gate)
        {
            known ??= saved = catalog.Contact.Load();
            // Another vault starts with a clean sheet.
            if (known?.VaultId != vaultId) known = new ContactRow(vaultId, clock.Highest, SubscriptionState.Active, 0);
            var subscription = Subscription(contact.Subscription) ?? known.Subscription;
            known = known with
            {
                LastContact = isConnected ? ConnectivityClock.Contacted(clock).LastContact : known.LastContact, Subscription = subscription,
                PointsDeleted = subscription == SubscriptionState.Deprovisioned ? known.PointsDeleted : 0,
            };
            if (saved is null || saved with { LastContact = known.LastContact } != known || known.LastContact - saved.LastContact >= saveEvery) Save();
            var days = new ConnectivityClock(known.LastContact);
            return new CloudStanding(
                setting, new CloudSituation(days.Of(isConnected, clock), subscription), contact.VaultName ?? vaultId, known.LastContact, days.DaysLost(clock), days.DaysLeft(clock),
                !isConnected && days.CountsDown(clock), !clock.IsSuspended);
        }
    }

    /// <exception cref="Holdfast.Contracts.Errors.HoldfastException">The job may not run now.</exception>
    internal void Require(JobType type, JobArguments arguments)
    {
        if (Permission(type, arguments) is not { } permission || Observe() is not { } standing) return;
        if (!permission.Of(standing.Permissions)) throw CloudRefusal.Of(standing, permission.What);
    }

    /// <summary>Counts points that were deleted from the vault because the subscription is deprovisioned.</summary>
    /// <returns>How many there are by now.</returns>
    internal long CountDeleted(int points)
    {
        lock (gate)
        {
            if (known is null) return points;
            known = known with { PointsDeleted = known.PointsDeleted + points };
            Save();
            return known.PointsDeleted;
        }
    }

    private void Save() => catalog.Contact.Save(saved = known!);

    private static (string What, Func<Permissions, bool> Of)? Permission(JobType type, JobArguments arguments) => type switch
    {
        JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck => ("Backup to disk", may => may.BackupToDisk),
        JobType.CloudBackup => ("Backup to the vault", may => may.BackupToCloud),
        // What another server put into its vault does not depend on the subscription of this one.
        JobType.Recovery when arguments.ExternalServer is not null => null,
        JobType.Recovery when arguments.Online => ("Recovery from the vault", may => may.RestoreFromCloud),
        JobType.Recovery => ("Recovery from disk", may => may.RestoreFromDisk),
        _ => null,
    };

    private static SubscriptionState? Subscription(string? text) => Enum.TryParse<SubscriptionState>(text, ignoreCase: true, out var state) ? state : null;
}
