using Holdfast.Contracts.Errors;
using Holdfast.Hosting;
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
            if (ErrorAnswer.OfStatus(context) is { } refusal) await ErrorAnswer.Write(context, refusal);
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
        switch (failure)
        {
            case HoldfastException known:
                return known;
            case StorageException { InnerException: HoldfastException reason }:
                return reason;
            case BadHttpRequestException bad:
                return ErrorAnswer.Of(bad);
            case StorageException storage:
                log.LogError(storage, "{Method} {Path} failed in the vault's storage.", context.Request.Method, context.Request.Path);
                return new HoldfastException(ErrorCode.ServiceUnreachable, "The vault's storage failed.", inner: storage);
            default:
                log.LogError(failure, "{Method} {Path} failed unexpectedly.", context.Request.Method, context.Request.Path);
                return new HoldfastException(ErrorCode.UnexpectedError, "The vault service failed; its log says why.", inner: failure);
        }
    }
}
