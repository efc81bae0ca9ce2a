using Holdfast.Console.Hosting;
using Holdfast.Console.Portal;
using Holdfast.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.VaultService.Hosting;

/// <summary>The portal in the service: its pages are a branch beside the routes, and call them as anybody else would.</summary>
/// <param name="hostNames">Under which the pages are shown.</param>
internal sealed class VaultPortal(ConsolePlace place, IReadOnlyCollection<string> hostNames, TimeProvider time)
{
    internal void AddTo(IServiceCollection services)
    {
        services.AddSingleton(time);
        services.AddPortal(place);
    }

    internal void UseIn(IApplicationBuilder app)
    {
        app.Use(next => new ForwardedCaller(next, ConsolePlace.ForwardingHeader, place.ForwardingKey).Invoke);
        app.Use(next => new PageGuard(next, hostNames).Invoke);
        app.UsePortal(PortalRequests.Are);
    }
}
