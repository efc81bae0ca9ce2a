using Holdfast.Contracts.Errors;
using Holdfast.Protection.Sla;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Scheduling;

/// <summary>Every quarter of an hour: whether members got their recovery points in time.</summary>
internal sealed class ProtectionWatch(ServerCatalog catalog, AlertBoard alerts, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan interval = TimeSpan.FromMinutes(15);
    private ITimer? timer;

    internal void Start()
    {
        // Of an earlier version, which raised one for each member of a machine that was away: that is told once now, by its agent.
        alerts.ResolveAll(ErrorCode.MemberStale);
        timer = time.CreateTimer(_ => Turn(), null, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raises what is missed and resolves what is well again.</summary>
    internal void Look()
    {
        var now = time.GetUtcNow();
        var last = catalog.Points.All().ToLookup(point => point.SourceId);
        foreach (var group in catalog.Groups.All())
        {
            var members = catalog.Sources.OfGroup(group.Id);
            LookForMisses(group, members, last, now);
        }
        foreach (var source in catalog.Sources.All().Where(source => source.GroupId is null))
            alerts.Resolve(ErrorCode.SlaMissed, source.Id);
    }

    public async ValueTask DisposeAsync()
    {
        if (timer is not null) await timer.DisposeAsync();
    }

    private void LookForMisses(GroupRow group, IReadOnlyList<SourceRow> members, ILookup<string, PointRow> points, DateTimeOffset now)
    {
        // Of a member that was there before the time was written down only its points are known.
        var known = members.Where(member => member.ProtectedSince > 0 || points[member.Id].Any());
        var misses = group.Suspended ? [] : SlaRule.Misses(known.Select(member => Member(member, points)), group.Policy.SlaHours, now);
        var late = misses.ToDictionary(miss => miss.SourceId);
        foreach (var member in members)
            if (late.TryGetValue(member.Id, out var miss))
                alerts.Raise(
                    AlertBoard.Warning, ErrorCode.SlaMissed, member.Id,
                    $"{member.Path} should have had a recovery point by {miss.Due:u}; its last is {(miss.LastPoint is { } point ? $"of {point:u}" : "none")}.");
            else
                alerts.Resolve(ErrorCode.SlaMissed, member.Id);
    }

    private static SlaMember Member(SourceRow member, ILookup<string, PointRow> points)
    {
        var newest = points[member.Id].Select(point => (long?)point.Created).Max();
        return new SlaMember(member.Id, CatalogTime.To(member.ProtectedSince), CatalogTime.To(newest));
    }

    // A failure here must not end the process; it is in the log, and the next turn tries again.
    private void Turn()
    {
        try
        {
            Look();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Protection could not be watched.");
        }
        timer?.Change(interval, Timeout.InfiniteTimeSpan);
    }
}
