using System.Globalization;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Hosting;

/// <summary>A failure as an answer with code, cause, and remedy.</summary>
public static class ErrorAnswer
{
    /// <summary>In the place of whatever was going to be answered.</summary>
    public static async Task Write(HttpContext context, HoldfastException failure)
    {
        context.Response.Clear();
        context.Response.StatusCode = ErrorCatalog.Get(failure.Code).HttpStatus;
        if (failure.Code == ErrorCode.Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        if (context.Features.Get<RetryDelay>() is { } delay) context.Response.Headers.RetryAfter = delay.Seconds.ToString(CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await JsonExchange.Write(context, new ApiErrorBody(ApiError.From(failure)), ApiJson.Default.ApiErrorBody);
    }

    /// <summary>What the web host itself did not understand.</summary>
    public static HoldfastException Of(BadHttpRequestException failure) => failure.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? new HoldfastException(ErrorCode.RequestTooLarge, "The request's body is too large.", inner: failure)
        : new HoldfastException(ErrorCode.BadRequest, failure.Message, inner: failure);

    /// <summary>What routing and the web host report by status alone; null: the answer says all by itself.</summary>
    public static HoldfastException? OfStatus(HttpContext context)
    {
        if (context.Response.HasStarted || context.Response.StatusCode < 400 || context.Response.ContentLength is not null) return null;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new HoldfastException(ErrorCode.NotFound, $"There is nothing at {context.Request.Path}."),
            StatusCodes.Status405MethodNotAllowed => new HoldfastException(ErrorCode.MethodNotAllowed, $"{context.Request.Path} does not take {context.Request.Method}."),
            var status => new HoldfastException(ErrorCode.BadRequest, $"The request was refused with HTTP status {status}."),
        };
    }
}
