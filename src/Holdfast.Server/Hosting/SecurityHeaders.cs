using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Hosting;

/// <summary>Headers on every answer, errors included: nothing of this server is a page, a script, or something to keep. What a part sets itself stays.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly (string Name, string Value)[] headers =
    [
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];

    internal Task Invoke(HttpContext context)
    {
        // At the last moment: an error answer clears what was set before.
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            foreach (var (name, value) in headers) context.Response.Headers.TryAdd(name, value);
            if (context.Request.IsHttps) context.Response.Headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
