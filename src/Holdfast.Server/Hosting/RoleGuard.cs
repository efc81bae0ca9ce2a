using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Server.Hosting;

/// <summary>Stands behind routing: a route is reached by the roles that its rule names, by accounts with a scope only where it keeps to scopes. No rule, no way.</summary>
internal sealed class RoleGuard(RequestDelegate next, RequestAccess access)
{
    internal Task Invoke(HttpContext context)
    {
        // Without a route there is nothing to guard: the answer will be 404 or 405.
        if (context.GetEndpoint() is RouteEndpoint endpoint) Check(endpoint.Metadata.GetMetadata<RouteRule>(), context);
        return next(context);
    }

    private void Check(RouteRule? rule, HttpContext context)
    {
        if (rule is null) throw new HoldfastException(ErrorCode.Forbidden, "Nobody may do this.");
        if (rule.Roles == Roles.None) return;
        var caller = context.Features.Get<Caller>() ?? throw new HoldfastException(ErrorCode.Unauthorized, "The request carries no token that this server accepts.");
        if ((caller.Role & rule.Roles) == Roles.None)
            throw new HoldfastException(ErrorCode.Forbidden, $"The role {RoleNames.Of(caller.Role)} may not do this; it takes {string.Join(" or ", RoleNames.In(rule.Roles))}.");
        if (!rule.IsScoped && !caller.Scope.IsEverything)
            throw new HoldfastException(ErrorCode.Forbidden, "An account that is limited to some servers or groups may not do this.");
        if (rule.NeedsConfirmation) access.Fresh.Require(new ApiCall(context));
    }
}
