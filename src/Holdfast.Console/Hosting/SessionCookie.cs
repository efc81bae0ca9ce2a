using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Holdfast.Console.Hosting;

/// <summary>
/// A browser's session: its cookie is the API's session token, and the API says whose it is. The cookie is not readable by scripts and is sent by pages of this server alone.
/// </summary>
internal sealed class SessionCookie(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ISignIns signIns, ConsolePlace place)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    internal const string SchemeName = "session";

    /// <summary>Claim with the session's token. It stays in the memory of this process.</summary>
    internal const string TokenClaim = "holdfast:token";

    /// <summary>Claim with the address of the browser.</summary>
    internal const string AddressClaim = "holdfast:address";

    private const string SignInPage = "/signin";

    /// <summary>Host-bound names are for connections that are encrypted; on the loopback there is plain HTTP.</summary>
    private static string NameFor(HttpRequest request, ConsolePlace place) => request.IsHttps ? "__Host-" + place.CookiePrefix : place.CookiePrefix;

    internal static string? TokenIn(HttpRequest request, ConsolePlace place) => request.Cookies[NameFor(request, place)] is { Length: > 0 and <= 512 } token ? token : null;

    internal static void Begin(HttpContext context, ConsolePlace place, string token) => context.Response.Cookies.Append(NameFor(context.Request, place), token, Options(context.Request));

    internal static void End(HttpContext context, ConsolePlace place) => context.Response.Cookies.Delete(NameFor(context.Request, place), Options(context.Request));

    // Without an end of its own: it goes when the browser closes, and the session ends on the server in any case.
    private static new CookieOptions Options(HttpRequest request) =>
        new() { HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenIn(Request, place) is not { } token) return AuthenticateResult.NoResult();
        try
        {
            var visitor = await signIns.Find(token, Context.Connection.RemoteIpAddress, Context.RequestAborted);
            return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(visitor, token, Context.Connection.RemoteIpAddress), SchemeName));
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.Unauthorized)
        {
            return AuthenticateResult.Fail("The session is over.");
        }
    }

    private static ClaimsPrincipal PrincipalOf(Visitor visitor, string token, IPAddress? browser) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, visitor.Name), new Claim(ClaimTypes.Role, visitor.Role), new Claim(TokenClaim, token), new Claim(AddressClaim, browser?.ToString() ?? "")], SchemeName));

    /// <summary>A page is asked for by somebody who has to sign in first, and comes back to it afterwards.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (HttpMethods.IsGet(Request.Method) && !Request.Path.StartsWithSegments("/_blazor"))
        {
            var wanted = Request.Path + Request.QueryString;
            Response.Redirect(wanted == "/" ? SignInPage : $"{SignInPage}?return={Uri.EscapeDataString(wanted)}");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        return Task.CompletedTask;
    }
}
