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
        var clock = ObserveClock();
        var retention = Retention();
        var rows = catalog.Points.All().ToDictionary(row => row.Id);
        foreach (var online in (bool[])[false, true])
        {
            var held = rows.Values.Where(row => online ? row.Online : row.Disk).Select(row => row.ToHeld()).ToList();
            foreach (var expired in Expiry.Decide(held, source => Days(retention, source, online), clock)) Delete(rows[expired.Id], online);
        }
    }

    private static int? Days(Dictionary<string, GroupRow> retention, string sourceId, bool online) =>
        retention.TryGetValue(sourceId, out var group) ? online ? group.OnlineRetentionDays : group.RetentionDays : null;

    // Datasources without a group keep their points: protection was stopped to keep the data.
    private Dictionary<string, GroupRow> Retention()
    {
        var groups = catalog.Groups.All().ToDictionary(group => group.Id);
        return catalog.Sources.All().Where(source => source.GroupId is { } id && groups.ContainsKey(id)).ToDictionary(source => source.Id, source => groups[source.GroupId!]);
    }

    private void Delete(PointRow point, bool online)
    {
        try
        {
            points.Delete(point, online);
            log.LogInformation("Recovery point {Id} of {Path} has expired and was deleted from the {Place}.", point.Id, point.SourcePath, online ? "vault" : "pool");
        }
        catch (HoldfastException failure)
        {
            // In use, out of reach, or held by the vault's own retention: the next run tries again.
            log.LogWarning("Recovery point {Id} has expired but was not deleted: error {Code}: {Message}", point.Id, (int)failure.Code, failure.Message);
        }
    }
}
