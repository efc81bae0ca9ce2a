using static Holdfast.VaultService.Hosting.VaultCallers;

namespace Holdfast.VaultService.Hosting;

/// <summary>Every route of the vault service and who may call it. What is not here cannot be mapped: the service refuses to start.</summary>
internal static class VaultRouteTable
{
    internal static IReadOnlyList<VaultRouteRule> All { get; } =
    [
        // Service
        new("GET", "ready", Anybody),
        new("POST", "shutdown", Owner),

        // Registration, external access

        // Blobs, retirement, checks

        // Owner
    ];

    private static readonly Dictionary<(string, string), VaultRouteRule> byRoute = All.ToDictionary(rule => (rule.Method, rule.Route));

    /// <exception cref="InvalidOperationException">The route is not in the table.</exception>
    internal static VaultRouteRule Of(string method, string route) =>
        byRoute.TryGetValue((method, route), out var rule) ? rule : throw new InvalidOperationException($"{method} {route} is not in the table of routes and callers.");
}
