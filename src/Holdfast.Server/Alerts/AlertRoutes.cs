using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;
using Holdfast.Server.RecoveryPoints;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Alerts;

/// <summary>GET alerts, POST alerts/{id}/resolve.</summary>
internal sealed class AlertRoutes(AlertBoard alerts, HealthCheck health, PointExpiry expiry, PointTable points, SourceRegistry sources)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("alerts", ApiJson.Default.AlertList, List);
        routes.Post("alerts/{id}/resolve", ApiJson.Default.AlertInfo, Resolve);
    }

    private AlertList List(ApiCall call)
    {
        health.LookAtDisks();
        var list = alerts.List(call.Flag("includeResolved"));
        if (call.Scope.IsEverything) return list;
        var seen = sources.Seen(call.Scope);
        return new AlertList([.. list.Alerts.Where(alert => seen.Contains(alert.Subject))]);
    }

    // Two alerts are questions, and resolving them is the answer: yes, the clock is right; yes, those points can be forgotten.
    private AlertInfo Resolve(ApiCall call)
    {
        var alert = alerts.Find(call.Route("id"));
        if (!call.Scope.IsEverything && !sources.Seen(call.Scope).Contains(alert.Subject)) throw new HoldfastException(ErrorCode.NotFound, $"There is no alert {alert.Id}.");
        if (alert.Resolved is null && alert.Code == (int)ErrorCode.ClockJump) expiry.ConfirmClock();
        if (alert.Resolved is null && alert.Code == (int)ErrorCode.PointsMissing) points.ForgetMissing();
        alerts.ResolveById(alert.Id);
        return alerts.Get(alert.Id);
    }
}
