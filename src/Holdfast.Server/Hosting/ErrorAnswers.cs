using Holdfast.Contracts.Errors;
using Holdfast.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Hosting;

/// <summary>Makes every failure an answer with code, cause, and remedy; also those that routing and Kestrel report by status alone.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger log)
{
    internal async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
            // Pages say in words of their own what is not there.
            if (ErrorAnswer.OfStatus(context) is { } refusal && !PageRequests.Are(context)) await ErrorAnswer.Write(context, refusal);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await ErrorAnswer.Write(context, Known(context, failure));
        }
    }

    private HoldfastException Known(HttpContext context, Exception failure)
    {
        if (failure is HoldfastException known) return known;
        if (failure is BadHttpRequestException bad) return ErrorAnswer.Of(bad);
        log.LogError(failure, "{Method} {Path} failed unexpectedly.", context.Request.Method, context.Request.Path);
        return new HoldfastException(ErrorCode.UnexpectedError, $"{failure.GetType().Name}: {failure.Message}", inner: failure);
    }
}
