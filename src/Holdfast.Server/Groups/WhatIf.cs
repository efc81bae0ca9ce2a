using Holdfast.Contracts.Api.Groups;
using Holdfast.Protection.Retention;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Groups;

/// <summary>What a changed policy would keep and lose of the points that are there, with the space that would come free.</summary>
internal sealed class WhatIf(ServerCatalog catalog, IEngine engine)
{
    /// <summary>A person waits for the answer; counting what more points share than this allows is estimated.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    internal WhatIfInfo Compare(GroupRow now, GroupRow changed, CancellationToken cancellation)
    {
        var members = new List<WhatIfMember>();
        foreach (var source in catalog.Sources.OfGroup(now.Id))
            foreach (var online in (bool[])[false, true])
                if (Member(source, now, changed, online) is { } member) members.Add(member);
        var (freed, isExact) = ((long?)0, true);
        foreach (var online in (bool[])[false, true])
        {
            var lost = members.Where(member => member.Place == Place(online)).SelectMany(member => member.Points).Where(point => point.Change == "lost").Select(point => point.Id).ToList();
            if (lost.Count == 0) continue;
            var bytes = engine.FreedBy(lost, online, patience, cancellation);
            (freed, isExact) = (freed + bytes.Bytes, isExact && bytes.IsExact);
        }
        return new WhatIfInfo(changed.Name, PolicyView.Show(changed.Policy), members, freed, isExact);
    }

    private WhatIfMember? Member(SourceRow source, GroupRow now, GroupRow changed, bool online)
    {
        var held = catalog.Points.OfSource(source.Id).Where(row => online ? row.Online : row.Disk).Select(row => row.ToHeld()).ToList();
        if (held.Count == 0) return null;
        var clock = catalog.Clock.Load() ?? new TrustedClock(DateTimeOffset.MinValue);
        var points = RetentionPreview.Compare(
            held, PointFates.Goal(now, online), PointFates.Goal(changed, online), now.Policy.TimeZone, clock, changed.Policy.TimeZone);
        return new WhatIfMember(source.Id, source.Name, source.Path, Place(online), [.. points.Select(Show)]);
    }

    private static string Place(bool online) => online ? StopProtection.Online : StopProtection.Disk;

    private static WhatIfPoint Show(PreviewedPoint point) => new(
        point.Point.Id, point.Point.Created, Change(point), point.After.Keep ? string.Join(", ", point.After.Because) : $"was: {string.Join(", ", point.Before.Because)}",
        point.After.Until, point.Before.Until);

    private static string Change(PreviewedPoint point)
    {
        if (point.IsLost) return "lost";
        if (point.IsSpared) return "saved";
        if (!point.After.Keep) return "gone";
        return Nullable.Compare(point.After.Until, point.Before.Until) switch { > 0 => "longer", < 0 => "shorter", _ => "kept" };
    }
}
