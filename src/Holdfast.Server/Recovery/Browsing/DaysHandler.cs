using System.Globalization;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>The days of a calendar that have points.</summary>
internal sealed class DaysHandler(PointFinder finder)
{
    internal PointDays Days(ApiCall call)
    {
        var zone = call.Text("zone") ?? "UTC";
        if (!Zones.IsKnown(zone)) throw new HoldfastException(ErrorCode.BadRequest, $"'{zone}' is no time zone.", "Use an IANA name such as Europe/Berlin.");
        var (from, to) = (Day("from", call.Text("from")), Day("to", call.Text("to")));
        if (from > to) throw new HoldfastException(ErrorCode.BadRequest, "The day 'from' is later than 'to'.");
        var days = finder.Held(call.Required("source"), call.Scope).GroupBy(point => Zones.DayOf(point.Created, zone))
            .Where(day => (from is null || day.Key >= from) && (to is null || day.Key <= to)).OrderBy(day => day.Key)
            .Select(day => new PointDay(day.Key, day.Count(point => point.Disk), day.Count(point => point.Online)));
        return new PointDays(zone, [.. days]);
    }

    private static DateOnly? Day(string name, string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new HoldfastException(ErrorCode.BadRequest, $"The parameter {name} must be a day such as 2026-01-31.");
    }
}
