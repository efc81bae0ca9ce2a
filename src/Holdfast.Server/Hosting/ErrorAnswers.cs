using System.Globalization;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
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
            if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentLength is null && !PageRequests.Are(context)) await Write(context, OfStatus(context));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await Write(context, Known(context, failure));
        }
    }

    internal static async Task Write(HttpContext context, HoldfastException failure)
    {
        context.Response.Clear();
        context.Response.StatusCode = ErrorCatalog.Get(failure.Code).HttpStatus;
        if (failure.Code == ErrorCode.Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        if (context.Features.Get<RetryDelay>() is { } delay) context.Response.Headers.RetryAfter = delay.Seconds.ToString(CultureInfo.InvariantCulture);
        await ApiRouter.Write(context, new ApiErrorBody(ApiError.From(failure)), ApiJson.Default.ApiErrorBody);
    }

    private HoldfastException Known(HttpContext context, Exception failure)
    {
        switch (failure)
        {
            case HoldfastException known:
                return known;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new HoldfastException(ErrorCode.RequestTooLarge, "The request's body is too large.", inner: failure);
            case BadHttpRequestException:
                return new HoldfastException(ErrorCode.BadRequest, failure.Message, inner: failure);
            default:
                log.LogError(failure, "{Method} {Path} failed unexpectedly.", context.Request.Method, context.Request.Path);
                return new HoldfastException(ErrorCode.UnexpectedError, $"{failure.GetType().Name}: {failure.Message}", inner: failure);
        }
    }

    private static HoldfastException OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new HoldfastException(ErrorCode.NotFound, $"There is nothing at {context.Request.Path}."),
        StatusCodes.Status405MethodNotAllowed => new HoldfastException(ErrorCode.MethodNotAllowed, $"{context.Request.Path} does not take {context.Request.Method}."),
        var status => new HoldfastException(ErrorCode.BadRequest, $"The request was refused with HTTP status {status}."),
    };
}
