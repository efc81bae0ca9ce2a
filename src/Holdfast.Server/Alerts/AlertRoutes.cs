using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Catalog;
using Holdfast.Server.Hosting;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Alerts;

/// <summary>GET alerts, POST alerts/{id}/resolve.</summary>
internal sealed class AlertRoutes(AlertBoard alerts, HealthCheck health, PointExpiry expiry, PointTable points)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("alerts", ApiJson.Default.AlertList, List);
        routes.Post("alerts/{id}/resolve", ApiJson.Default.AlertInfo, Resolve);
    }

    private AlertList List(ApiCall call)
    {
        health.LookAtDisks();
        return alerts.List(call.Flag("includeResolved"));
    }

    // Two alerts are questions, and resolving them is the answer: yes, the clock is right; yes, those points can be forgotten.
    private AlertInfo Resolve(ApiCall call)
    {
        var alert = alerts.Find(call.Route("id"));
        if (alert.Resolved is null && alert.Code == (int)ErrorCode.ClockJump) expiry.ConfirmClock();
        if (alert.Resolved is null && alert.Code == (int)ErrorCode.PointsMissing) points.ForgetMissing();
        alerts.ResolveById(alert.Id);
        return alerts.Get(alert.Id);
    }
}
