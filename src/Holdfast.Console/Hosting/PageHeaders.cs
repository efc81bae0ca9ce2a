using Microsoft.AspNetCore.Http;

namespace Holdfast.Console.Hosting;

/// <summary>
/// Headers of pages: scripts and connections of this server alone, no script in a page's text, no frames. Styles in attributes are allowed, because the components place things
/// with them; they run nothing.
/// </summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public Task Invoke(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XFrameOptions = "DENY";
            // With no-referrer a browser would call the origin of a form "null".
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
