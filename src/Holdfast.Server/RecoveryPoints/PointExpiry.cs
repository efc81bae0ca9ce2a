using Holdfast.Contracts.Errors;
using Holdfast.Protection.Retention;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.RecoveryPoints;

/// <summary>Lets recovery points expire by the retention of their group, going by the highest time ever seen.</summary>
internal sealed class PointExpiry(ServerCatalog catalog, PointRegistry points, AlertBoard alerts, TimeProvider time, ILogger log)
{
    /// <summary>Subject of the alert about the clock.</summary>
    internal const string ClockSubject = "clock";

    private readonly Lock gate = new();
    private readonly PointFates fates = new(catalog);

    /// <summary>What the vault did not let go of in this run.</summary>
    private readonly List<HoldfastException> kept = [];

    /// <summary>Looks at the clock, and remembers what is believed of it.</summary>
    internal TrustedClock ObserveClock()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var before = catalog.Clock.Load() ?? new TrustedClock(now);
            var after = before.Observe(now);
            catalog.Clock.Save(after);
            if (after.Doubtful is { } doubtful)
                alerts.Raise(
                    AlertBoard.Critical, ErrorCode.ClockJump, ClockSubject, $"The clock shows {doubtful:u}; the last time that was seen before was {after.Highest:u}. No recovery point expires for now.");
            else
                alerts.Resolve(ErrorCode.ClockJump, ClockSubject);
            return after;
        }
    }

    /// <summary>Someone says that the clock is right.</summary>
    internal void ConfirmClock()
    {
        lock (gate)
            if (catalog.Clock.Load() is { } clock) catalog.Clock.Save(clock.Confirm(time.GetUtcNow()));
    }

    /// <summary>Deletes what has expired, on disk and in the vault.</summary>
    internal void Run()
    {
        if (ObserveClock().IsSuspended) return;
        kept.Clear();
        var groups = catalog.Groups.All().ToDictionary(group => group.Id);
        // Datasources without a group keep their points: protection was stopped to keep the data.
        foreach (var source in catalog.Points.All().Where(row => row.GroupId is not null).GroupBy(row => row.SourceId))
            if (groups.TryGetValue(source.First().GroupId!, out var group)) Run([.. source], group);
        if (kept.Count == 0) alerts.Resolve(ErrorCode.VaultKeepsPoints, HealthCheck.Vault);
        else alerts.Raise(
            AlertBoard.Informational, ErrorCode.VaultKeepsPoints, HealthCheck.Vault,
            $"{kept.Count} recovery {(kept.Count == 1 ? "point is" : "points are")} over by policy, and the vault's rules keep {(kept.Count == 1 ? "it" : "them")} for longer: {kept[0].Message}");
    }

    private void Run(IReadOnlyList<PointRow> ofSource, GroupRow group)
    {
        foreach (var online in (bool[])[false, true])
            foreach (var (id, fate) in fates.Of(ofSource, group, online))
                if (!fate.Keep) Delete(ofSource.First(row => row.Id == id), online);
    }

    private void Delete(PointRow point, bool online)
    {
        try
        {
            points.Delete(point, online);
            log.LogInformation("Recovery point {Id} of {Path} has expired and was deleted from the {Place}.", point.Id, point.SourcePath, online ? "vault" : "pool");
        }
        catch (HoldfastException refusal) when (online && IsRule(refusal.Code))
        {
            // Nothing is wrong: the vault keeps more than the policy asks for. The next run tries again.
            kept.Add(refusal);
        }
        catch (HoldfastException failure)
        {
            // In use, or out of reach: the next run tries again.
            log.LogWarning("Recovery point {Id} has expired but was not deleted: error {Code}: {Message}", point.Id, (int)failure.Code, failure.Message);
        }
    }

    private static bool IsRule(ErrorCode code) => code is ErrorCode.RetentionBelowFloor or ErrorCode.VaultImmutable or ErrorCode.VaultPinMissing or ErrorCode.VaultKeepsBlob;
}
