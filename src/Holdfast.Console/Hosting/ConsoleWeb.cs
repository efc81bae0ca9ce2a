using Holdfast.Console.Live;
using Holdfast.Console.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Holdfast.Console.Hosting;

/// <summary>Puts the pages into a host: its services, and a branch of its pipeline that has everything but the API.</summary>
public static class ConsoleWeb
{
    private const int LongestMessage = 512 << 10;

    /// <summary>Adds what the pages need. The host has checked who calls it by which name and from which origin before the branch is reached.</summary>
    public static void AddConsole(this IServiceCollection services, ConsolePlace place)
    {
        Directory.CreateDirectory(place.KeyFolder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(place.KeyFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        services.AddSingleton(place);
        services.AddSingleton<ApiConnections>();
        services.TryAddSingleton<ISignIns, ServerSignIns>();
        services.AddDataProtection().SetApplicationName("Holdfast").PersistKeysToFileSystem(new DirectoryInfo(place.KeyFolder));
        services.AddHttpContextAccessor();
        services.AddAuthentication(SessionCookie.SchemeName).AddScheme<AuthenticationSchemeOptions, SessionCookie>(SessionCookie.SchemeName, null);
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder(SessionCookie.SchemeName).RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = place.CookiePrefix + "-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DetailedErrors = false;
            circuits.DisconnectedCircuitMaxRetained = 50;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        services.AddScoped<Session>();
        services.AddScoped<Browser>();
        services.AddScoped<Texts>();
        services.AddScoped<LiveFeed>();
        services.AddScoped<Toaster>();
        services.AddScoped<Confirmations>();
        services.AddScoped<Pages.Recovery.Basket>();
    }

    /// <summary>Serves the pages for every request that <paramref name="isPage"/> names.</summary>
    /// <param name="entered">Called with each of them first.</param>
    public static void UseConsole(this IApplicationBuilder app, Func<HttpContext, bool> isPage, Action<HttpContext> entered)
    {
        // A host with these services would put their checks before all that it serves. They are for pages; the API has its own.
        (app.Properties["__AuthenticationMiddlewareSet"], app.Properties["__AuthorizationMiddlewareSet"]) = (true, true);
        app.MapWhen(context => isPage(context), branch => Branch(branch, entered));
    }

    private static void Branch(IApplicationBuilder branch, Action<HttpContext> entered)
    {
        var place = branch.ApplicationServices.GetRequiredService<ConsolePlace>();
        // The host's own routes are not reached from here: they are behind checks of their own.
        branch.Properties.Remove("__GlobalEndpointRouteBuilder");
        branch.Use(next => context =>
        {
            entered(context);
            return next(context);
        });
        branch.UseMiddleware<PageHeaders>();
        branch.UseMiddleware<PageAssets>();
        if (place.Home is { } home) branch.Use(next => context => LeadHome(context, home) ? Task.CompletedTask : next(context));
        branch.UseRouting();
        branch.UseMiddleware<PageOwnership>();
        branch.UseAuthentication();
        branch.UseAuthorization();
        branch.UseAntiforgery();
        branch.UseEndpoints(endpoints => MapPages(endpoints, place));
    }

    private static bool LeadHome(HttpContext context, string home)
    {
        var path = context.Request.Path;
        if (!HttpMethods.IsGet(context.Request.Method) || path.StartsWithSegments(home) || path.StartsWithSegments("/signin") || path.StartsWithSegments("/_blazor")) return false;
        context.Response.Redirect(home);
        return true;
    }

    private static void MapPages(IEndpointRouteBuilder endpoints, ConsolePlace place)
    {
        if (!PageOwnership.IsPortal(place.App))
        {
            DownloadEndpoint.Map(endpoints);
            ReportEndpoint.Map(endpoints);
        }
        var map = typeof(RazorComponentsEndpointRouteBuilderExtensions).GetMethod(nameof(RazorComponentsEndpointRouteBuilderExtensions.MapRazorComponents))!
            .MakeGenericMethod(place.App);
        ((RazorComponentsEndpointConventionBuilder)map.Invoke(null, [endpoints])!).AddInteractiveServerRenderMode();
    }
}
