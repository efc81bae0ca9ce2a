using Holdfast.Contracts.Accounts;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Setup.Hosting;

/// <summary>Every route of a setup and who may call it. What is not here cannot be mapped.</summary>
internal static class SetupRouteTable
{
    internal static IReadOnlyList<RouteRule> All { get; } =
    [
        new("GET", "ready", Roles.None),
        new("POST", "session", Roles.None),
        new("GET", "session", Roles.Administrator),
        new("DELETE", "session", Roles.Administrator),
        new("POST", "session/link", Roles.Administrator),
        new("GET", "setup", Roles.Administrator),
        new("POST", "setup/checks", Roles.Administrator),
        new("PUT", "setup/answers", Roles.Administrator),
        new("POST", "setup/catalog-test", Roles.Administrator),
        new("POST", "setup/scratch", Roles.Administrator),
        new("POST", "setup/totp", Roles.Administrator),
        new("POST", "setup/totp/confirm", Roles.Administrator),
        new("DELETE", "setup/totp", Roles.Administrator),
        new("POST", "setup/install", Roles.Administrator),
        new("GET", "disks/candidates", Roles.Administrator),
        new("POST", "shutdown", Roles.Administrator),
    ];

    private static readonly Dictionary<(string, string), RouteRule> byRoute = All.ToDictionary(rule => (rule.Method, rule.Route));

    /// <exception cref="InvalidOperationException">The route is not in the table.</exception>
    internal static RouteRule Of(string method, string route) =>
        byRoute.TryGetValue((method, route), out var rule) ? rule : throw new InvalidOperationException($"{method} {route} is not in the setup's table of routes and roles.");
}
