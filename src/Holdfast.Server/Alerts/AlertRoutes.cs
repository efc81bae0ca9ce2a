using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Alerts;

/// <summary>GET alerts, GET alerts/{id}, POST alerts/{id}/resolve.</summary>
internal sealed class AlertRoutes(AlertBoard alerts, HealthCheck health, PointExpiry expiry, PointTable points, GroupTable groups)
{
    private const int MostAlerts = 10_000, LongestText = 256;

    internal void Map(ApiRouter routes)
    {
        routes.Get("alerts", ApiJson.Default.AlertList, List).Takes(
            ApiParameter.Flag("includeResolved", "resolved ones as well"), ApiParameter.Text("severity", "critical, warning, informational; several with commas"),
            ApiParameter.Text("type", "type of alert"), ApiParameter.Text("server", "about this production server"), ApiParameter.Text("group", "about members of this group"),
            ApiParameter.Time("from", "raised at this time or later"), ApiParameter.Time("to", "raised at this time or earlier"),
            ApiParameter.Text("text", "part of message, remedy, or subject"), ApiParameter.Text("before", "id of an alert: only those behind it"),
            ApiParameter.Number("limit", 1, MostAlerts, "most alerts to list; 1000"));
        routes.Get("alerts/{id}", ApiJson.Default.AlertInfo, call => alerts.Get(Seen(call).Id));
        routes.Post("alerts/{id}/resolve", ApiJson.Default.AlertInfo, Resolve);
    }

    private AlertList List(ApiCall call)
    {
        health.LookAtDisks();
        var text = call.Text("text");
        if (text?.Length > LongestText) throw new HoldfastException(ErrorCode.BadRequest, $"The parameter text is longer than {LongestText} characters.");
        return alerts.List(Scoped(call, new AlertFilter
        {
            IncludeResolved = call.Flag("includeResolved"), Severities = Severities(call), Type = Type(call), Server = call.Text("server"), GroupId = Group(call),
            From = Units(call.Time("from")), To = Units(call.Time("to")), Text = text, Before = call.Text("before") is { } id ? alerts.Find(id) : null,
            Limit = call.Number("limit", 1000, 1, MostAlerts),
        }));
    }

    private static string[]? Severities(ApiCall call)
    {
        var names = call.Text("severity")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names?.FirstOrDefault(name => !AlertNames.Severities.Contains(name)) is { } unknown)
            throw new HoldfastException(ErrorCode.BadRequest, $"'{unknown}' is no severity.", "Give critical, warning, or informational.");
        return names;
    }

    private static string? Type(ApiCall call) =>
        call.Text("type") is not { } type || AlertNames.IsType(type) ? call.Text("type")
            : throw new HoldfastException(ErrorCode.BadRequest, $"'{type}' is no type of an alert.", "docs/monitoring.md lists them.");

    private string? Group(ApiCall call)
    {
        if (call.Text("group") is not { } name) return null;
        return groups.All().FirstOrDefault(group => group.Id == name || string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase))?.Id
            ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no protection group '{name}'.");
    }

    private static long? Units(DateTimeOffset? time) => time is { } value ? CatalogTime.From(value) : null;

    private AlertRow Seen(ApiCall call)
    {
        var id = call.Route("id");
        return alerts.Find(Scoped(call, new AlertFilter { Id = id, IncludeResolved = true })) ?? throw new HoldfastException(ErrorCode.NotFound, $"There is no alert {id}.");
    }

    private static AlertFilter Scoped(ApiCall call, AlertFilter filter) => call.Scope.IsEverything ? filter : filter with
    {
        ScopeServers = [.. call.Scope.Servers.Select(server => server.ToLowerInvariant())], ScopeGroups = call.Scope.GroupIds,
    };

    // Two alerts are questions, and resolving them is the answer: yes, the clock is right; yes, those points can be forgotten.
    private AlertInfo Resolve(ApiCall call)
    {
        var alert = Seen(call);
        if (alert.Resolved is null && alert.Code == (int)ErrorCode.ClockJump) expiry.ConfirmClock();
        if (alert.Resolved is null && alert.Code == (int)ErrorCode.PointsMissing) points.ForgetMissing();
        alerts.ResolveById(alert.Id);
        return alerts.Get(alert.Id);
    }
}
