using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Holdfast.Console.Hosting;

/// <summary>
/// A browser's session: its cookie is the API's session token, and the API says whose it is. The cookie is not readable by scripts and is sent by pages of this server alone.
/// </summary>
internal sealed class SessionCookie(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ApiConnections connections)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    internal const string SchemeName = "session";

    /// <summary>Claim with the session's token. It stays in the memory of this process.</summary>
    internal const string TokenClaim = "holdfast:token";

    /// <summary>Claim with the address of the browser.</summary>
    internal const string AddressClaim = "holdfast:address";

    private const string SignInPage = "/signin";

    /// <summary>Host-bound names are for connections that are encrypted; on the loopback there is plain HTTP.</summary>
    private static string NameFor(HttpRequest request) => request.IsHttps ? "__Host-holdfast" : "holdfast";

    internal static string? TokenIn(HttpRequest request) => request.Cookies[NameFor(request)] is { Length: > 0 and <= 512 } token ? token : null;

    internal static void Begin(HttpContext context, string token) => context.Response.Cookies.Append(NameFor(context.Request), token, Options(context.Request));

    internal static void End(HttpContext context) => context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request));

    // Without an end of its own: it goes when the browser closes, and the session ends on the server in any case.
    private static new CookieOptions Options(HttpRequest request) =>
        new() { HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenIn(Request) is not { } token) return AuthenticateResult.NoResult();
        try
        {
            using var client = connections.Client(token, Context.Connection.RemoteIpAddress);
            var caller = await client.Accounts.Caller(Context.RequestAborted);
            return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(caller, token, Context.Connection.RemoteIpAddress), SchemeName));
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.Unauthorized)
        {
            return AuthenticateResult.Fail("The session is over.");
        }
    }

    private static ClaimsPrincipal PrincipalOf(CallerInfo caller, string token, IPAddress? browser) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, caller.Name), new Claim(ClaimTypes.Role, caller.Role), new Claim(TokenClaim, token), new Claim(AddressClaim, browser?.ToString() ?? "")], SchemeName));

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
