using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>Gives every request its audit row: of those that succeed the router writes it before it answers, of all others this does.</summary>
internal sealed class RequestRecorder(RequestDelegate next, RequestAccess access, TimeProvider time)
{
    private readonly RefusalBudget budget = new(time);

    internal async Task Invoke(HttpContext context)
    {
        var record = new RequestRecord(context, access.Audit, budget);
        context.Features.Set(record);
        try
        {
            await next(context);
        }
        catch (Exception failure)
        {
            record.Failed(CodeOf(failure));
            throw;
        }
        if (context.Response.StatusCode < 400) record.Succeeded();
        else record.Failed(context.Response.StatusCode == StatusCodes.Status404NotFound ? ErrorCode.NotFound : ErrorCode.BadRequest);
    }

    private static ErrorCode CodeOf(Exception failure) => failure switch
    {
        HoldfastException known => known.Code,
        BadHttpRequestException => ErrorCode.BadRequest,
        _ => ErrorCode.UnexpectedError,
    };
}
