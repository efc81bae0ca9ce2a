using Bunit;
using Bunit.TestDoubles;
using Holdfast.Console.Hosting;
using Holdfast.Console.Live;
using Holdfast.Console.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Console.Tests.Serving;

/// <summary>Renders parts of the console over a <see cref="FakeApi"/>, as somebody with a role.</summary>
internal sealed class ConsoleContext : BunitContext
{
    internal ConsoleContext(string role = "administrator")
    {
        var place = new ConsolePlace(() => new Uri("http://127.0.0.1/"), "unused", typeof(App), "key");
        Services.AddSingleton(place);
        Services.AddSingleton(new ApiConnections(place, Api));
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<ISignIns, ServerSignIns>();
        Services.AddScoped<Session>();
        Services.AddScoped<Browser>();
        Services.AddScoped<Texts>();
        Services.AddScoped<LiveFeed>();
        Services.AddScoped<Toaster>();
        Services.AddScoped<Confirmations>();
        var authorization = AddAuthorization();
        authorization.SetAuthorized("tester");
        authorization.SetClaims(
            new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.Role, role), new System.Security.Claims.Claim(SessionCookie.TokenClaim, "token"),
            new System.Security.Claims.Claim(SessionCookie.AddressClaim, "127.0.0.1"));
        var script = JSInterop.SetupModule(name => name.Identifier == "import");
        script.Mode = JSRuntimeMode.Loose;
        script.Setup<string>("zone").SetResult("UTC");
        script.Setup<int>("offset").SetResult(0);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    internal FakeApi Api { get; } = new();

    /// <summary>What a frame does before it shows a page.</summary>
    internal async Task<ConsoleContext> Open()
    {
        await Services.GetRequiredService<Session>().Open();
        await Services.GetRequiredService<Browser>().Open("/console.js");
        return this;
    }
}
