using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Server.Telemetry;

/// <summary>A span for each request, named by its route: addresses hold names of files.</summary>
internal sealed class TracedRequests(RequestDelegate next)
{
    internal Task Invoke(HttpContext context) => Traces.Source.HasListeners() ? Traced(context) : next(context);

    private async Task Traced(HttpContext context)
    {
        using var span = Traces.Source.StartActivity(context.Request.Method, ActivityKind.Server);
        await next(context);
        if (span is null) return;
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
        {
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.route", route);
        }
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.response.status_code", context.Response.StatusCode.ToString(CultureInfo.InvariantCulture));
        if (context.Response.StatusCode >= 500) span.SetStatus(ActivityStatusCode.Error);
    }
}
