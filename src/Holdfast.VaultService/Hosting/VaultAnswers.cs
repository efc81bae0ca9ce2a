using System.Globalization;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService.Hosting;

/// <summary>Makes every failure an answer with code, cause, and remedy, and puts the same headers on all answers: nothing of the service is a page, a script, or something to keep.</summary>
internal sealed class VaultAnswers(RequestDelegate next, ILogger log)
{
    private static readonly (string Name, string Value)[] headers =
    [
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
        ("Strict-Transport-Security", "max-age=31536000"),
    ];

    internal async Task Invoke(HttpContext context)
    {
        // At the last moment: an error answer clears what was set before.
        context.Response.OnStarting(static state =>
        {
            foreach (var (name, value) in headers) ((HttpContext)state).Response.Headers.TryAdd(name, value);
            return Task.CompletedTask;
        }, context);
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentLength is null) await Write(context, OfStatus(context));
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

    private static async Task Write(HttpContext context, HoldfastException failure)
    {
        context.Response.Clear();
        context.Response.StatusCode = ErrorCatalog.Get(failure.Code).HttpStatus;
        if (failure.Code == ErrorCode.Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        if (context.Features.Get<RetryAfter>() is { } delay) context.Response.Headers.RetryAfter = delay.Seconds.ToString(CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await VaultRouter.Write(context, new ApiErrorBody(ApiError.From(failure)), ApiJson.Default.ApiErrorBody);
    }

    private HoldfastException Known(HttpContext context, Exception failure)
    {
        switch (failure)
        {
            case HoldfastException known:
                return known;
            case StorageException { InnerException: HoldfastException reason }:
                return reason;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new HoldfastException(ErrorCode.RequestTooLarge, "The request's body is too large.", inner: failure);
            case BadHttpRequestException:
                return new HoldfastException(ErrorCode.BadRequest, failure.Message, inner: failure);
            case StorageException storage:
                log.LogError(storage, "{Method} {Path} failed in the vault's storage.", context.Request.Method, context.Request.Path);
                return new HoldfastException(ErrorCode.ServiceUnreachable, "The vault's storage failed.", inner: storage);
            default:
                log.LogError(failure, "{Method} {Path} failed unexpectedly.", context.Request.Method, context.Request.Path);
                return new HoldfastException(ErrorCode.UnexpectedError, "The vault service failed; its log says why.", inner: failure);
        }
    }

    private static HoldfastException OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new HoldfastException(ErrorCode.NotFound, "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => new HoldfastException(ErrorCode.MethodNotAllowed, $"This address does not take {context.Request.Method}."),
        var status => new HoldfastException(ErrorCode.BadRequest, $"The request was refused with HTTP status {status}."),
    };
}
