using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>A gRPC service of the gateway: <c>GatewayPart.Of(new DataService(…))</c>.</summary>
internal sealed record GatewayPart(Action<IServiceCollection> Register, Action<IEndpointRouteBuilder> Map)
{
    internal static GatewayPart Of<TService>(TService service) where TService : class =>
        new(services => services.AddSingleton(service), endpoints => endpoints.MapGrpcService<TService>());
}
