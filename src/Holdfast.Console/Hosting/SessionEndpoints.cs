using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Console.Hosting;

/// <summary>What a form of a page sends and no page answers.</summary>
internal static class SessionEndpoints
{
    internal static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/signout", SignOut);

    private static async Task SignOut(HttpContext context)
    {
        var antiforgery = (IAntiforgery)context.RequestServices.GetService(typeof(IAntiforgery))!;
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var connections = (ApiConnections)context.RequestServices.GetService(typeof(ApiConnections))!;
        using var client = connections.Client(SessionCookie.TokenIn(context.Request), context.Connection.RemoteIpAddress);
        try
        {
            await client.Accounts.SignOut(context.RequestAborted);
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.Unauthorized)
        {
            // It is over already, which is what was wanted.
        }
        SessionCookie.End(context);
        context.Response.Redirect("/signin");
    }
}
