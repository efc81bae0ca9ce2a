using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Accounts;
using Holdfast.Server.Groups;

namespace Holdfast.Server.Reports;

/// <summary>Checks what is asked for, and makes the report.</summary>
internal sealed class ReportDesk(IReadOnlyList<IReport> reports, GroupRegistry groups, TimeProvider time)
{
    private static readonly TimeSpan standard = TimeSpan.FromDays(30), longest = TimeSpan.FromDays(3660);
    private static readonly DateTimeOffset earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal ReportKindList Kinds(CallerScope scope) => new([.. reports.Where(report => scope.IsEverything || report.Kind.TakesFilters).Select(report => report.Kind)]);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ReportUnknown"/>, <see cref="ErrorCode.BadRequest"/>, <see cref="ErrorCode.Forbidden"/>, no such group.</exception>
    internal Report Make(string kind, ReportQuery query, CallerScope scope) => Find(kind, query.Group is not null || query.Server is not null, scope).Make(Frame(query, scope));

    /// <summary>Fails where a schedule would never be able to make its report.</summary>
    /// <returns>The id of the group, where there is one.</returns>
    internal string? Check(string kind, string? group, string? server, string? zone)
    {
        Find(kind, group is not null || server is not null, CallerScope.Everything);
        Zone(zone);
        return group is null ? null : groups.Resolve(group).Id;
    }

    private IReport Find(string kind, bool isFiltered, CallerScope scope)
    {
        var report = reports.FirstOrDefault(report => report.Kind.Id == kind)
            ?? throw new HoldfastException(ErrorCode.ReportUnknown, $"There is no report '{Shown(kind)}'. There are: {string.Join(", ", ReportKinds.All)}.");
        if (!report.Kind.TakesFilters && isFiltered) throw new HoldfastException(ErrorCode.BadRequest, $"The report {kind} is about the whole pool: it takes no group and no server.");
        return report.Kind.TakesFilters || scope.IsEverything
            ? report : throw new HoldfastException(ErrorCode.Forbidden, "An account that is limited to some servers or groups may not see this report.");
    }

    private ReportFrame Frame(ReportQuery query, CallerScope scope)
    {
        var now = time.GetUtcNow();
        var to = query.To ?? now;
        if (to < earliest || to > latest) throw new HoldfastException(ErrorCode.BadRequest, "The parameter to is not a time of which there are reports.");
        var from = query.From ?? to - standard;
        if (from < earliest || from >= to || to - from > longest)
            throw new HoldfastException(ErrorCode.BadRequest, $"The parameter from must lie before to, by {longest.TotalDays} days at most.");
        var group = query.Group is { } name ? groups.Resolve(name, scope) : null;
        return new ReportFrame(from.ToUniversalTime(), to.ToUniversalTime(), Zone(query.Zone), new ReportFilter(group?.Id, query.Server, scope), group?.Name, now);
    }

    private static string Zone(string? name)
    {
        if (name is null) return "UTC";
        return name.Length <= 100 && Zones.IsKnown(name) ? name : throw new HoldfastException(ErrorCode.BadRequest, $"'{Shown(name)}' is no time zone.", "Give an IANA name such as Europe/Berlin.");
    }

    private static string Shown(string text) => text.Length > 100 ? text[..100] : text;
}
