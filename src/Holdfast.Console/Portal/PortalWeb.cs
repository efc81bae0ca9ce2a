using Holdfast.Console.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Portal;

/// <summary>Puts the vault's portal into a vault service: the pages of its owner, made of the same elements as a server's console.</summary>
public static class PortalWeb
{
    /// <summary>Below which all pages of the portal are.</summary>
    public const string Root = "/portal";

    /// <summary>What the portal's pages need to know of their host.</summary>
    /// <param name="api">Address of the vault service on this computer.</param>
    /// <param name="keyFolder">Keeps the keys of forms over a restart.</param>
    /// <param name="key">Proves to the service that a request comes from its own pages.</param>
    public static ConsolePlace Place(Func<Uri> api, string keyFolder, string key) =>
        new(api, keyFolder, typeof(PortalApp), key) { CookiePrefix = "holdfast-vault", FirstPage = Root, OwnAccount = Root + "/administrators" };

    public static void AddPortal(this IServiceCollection services, ConsolePlace place)
    {
        services.AddSingleton<ISignIns, OwnerSignIns>();
        services.AddScoped<OwnerAccess>();
        services.AddConsole(place);
    }

    /// <summary>Serves the portal's pages for every request that <paramref name="isPage"/> names.</summary>
    public static void UsePortal(this IApplicationBuilder app, Func<HttpContext, bool> isPage)
    {
        // What one types is the name of the computer alone.
        app.MapWhen(context => context.Request.Path == "/" && HttpMethods.IsGet(context.Request.Method), branch => branch.Run(context =>
        {
            context.Response.Redirect(Root);
            return Task.CompletedTask;
        }));
        app.UseConsole(isPage, _ => { });
    }
}
