using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Server.Hosting;

/// <summary>The audit row of one request: written once, before the answer is sent.</summary>
internal sealed class RequestRecord(HttpContext context, IAuditTrail trail, RefusalBudget budget)
{
    private bool isWritten;

    /// <summary>What it is done to; without it the address.</summary>
    internal string? Subject { get; set; }

    /// <summary>Whoever it turns out to be in the course of signing in.</summary>
    internal string? Actor { get; set; }

    /// <summary>Reading changes nothing and is not recorded, unless the route says so.</summary>
    private bool IsReading => (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method))
        && context.GetEndpoint()?.Metadata.GetMetadata<RouteRule>() is not { IsRecorded: true };

    /// <summary>The request is for a page; what the page does goes through the API and is recorded there.</summary>
    internal void LeaveOut() => isWritten = true;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.AuditNotWritten"/>: the request has to fail.</exception>
    internal void Succeeded()
    {
        if (!IsReading) Write("ok");
    }

    /// <summary>Failures of what would have changed something, and whatever somebody was not allowed.</summary>
    internal void Failed(ErrorCode code)
    {
        if (!IsReading || code is ErrorCode.Forbidden or ErrorCode.HostRefused) Write(((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Write(string outcome)
    {
        if (isWritten) return;
        isWritten = true;
        var subject = Subject ?? Address();
        if ((Actor ?? context.Features.Get<Caller>()?.Name) is { } known)
        {
            trail.Record(known, Action(), subject, outcome);
            return;
        }
        // Whoever is nobody must not be able to fill the disk with rows about it.
        if (!budget.TryTake(out var leftOut)) return;
        trail.Record("anonymous", Action(), leftOut == 0 ? subject : $"{subject} (and {leftOut} refused requests before that have no row)", outcome);
    }

    private string Action() => context.GetEndpoint()?.Metadata.GetMetadata<RouteRule>() is { } rule ? $"{rule.Method} {rule.Route}" : $"{context.Request.Method} (no route)";

    private string Address()
    {
        var path = context.Request.Path.Value ?? "";
        return (path.StartsWith(ApiRouter.Root, StringComparison.Ordinal) ? path[ApiRouter.Root.Length..] : path) + context.Request.QueryString.Value;
    }
}
