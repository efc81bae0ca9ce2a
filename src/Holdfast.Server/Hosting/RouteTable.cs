using Holdfast.Contracts.Accounts;

namespace Holdfast.Server.Hosting;

/// <summary>Every route of the API and who may call it. What is not here cannot be mapped: the server refuses to start.</summary>
internal static class RouteTable
{
    internal static IReadOnlyList<RouteRule> All { get; } =
    [
        // Server
        new("GET", "ready", Roles.None),
        new("GET", "status", Roles.Any),
        new("POST", "shutdown", Roles.Administrator),

        // Protection
        new("POST", "protect", Roles.Administrator),
        new("POST", "sync", Roles.Running),
        new("POST", "check", Roles.Running),
        new("GET", "sources", Roles.Any),
        new("GET", "sources/find", Roles.Any),
        new("GET", "groups", Roles.Any),
        new("POST", "groups", Roles.Administrator),
        new("GET", "groups/{group}", Roles.Any),
        new("PUT", "groups/{group}", Roles.Administrator),
        new("DELETE", "groups/{group}", Roles.Administrator),
        new("POST", "groups/{group}/stop", Roles.Administrator),
        new("POST", "groups/{group}/suspend", Roles.Administrator),
        new("POST", "groups/{group}/resume", Roles.Administrator),
        new("POST", "groups/{group}/discover", Roles.Running),
        new("POST", "groups/{group}/what-if", Roles.Any),
        new("POST", "sources/modify", Roles.Administrator),
        new("POST", "sources/seed", Roles.Administrator),
        new("POST", "sources/delete-data", Roles.Administrator),

        // Recovery
        new("GET", "recovery-points", Roles.Any),
        new("GET", "recovery-points/{id}", Roles.Any),
        new("POST", "recovery-points", Roles.Running),
        new("DELETE", "recovery-points/{id}", Roles.Administrator),
        new("GET", "browse", Roles.Recovering),
        new("GET", "search", Roles.Recovering),
        new("POST", "recover", Roles.Recovering),
        new("GET", "external", Roles.Recovering),
        new("POST", "external", Roles.Administrator),
        new("GET", "external/{server}/recovery-points", Roles.Recovering),

        // Jobs, alerts
        new("GET", "jobs", Roles.Any),
        new("GET", "jobs/{id}", Roles.Any),
        new("POST", "jobs/{id}/cancel", Roles.Running),
        new("POST", "jobs/{id}/rerun", Roles.Running),
        new("GET", "alerts", Roles.Any),
        new("POST", "alerts/{id}/resolve", Roles.Running),

        // Pool, vault
        new("POST", "verify", Roles.Running),
        new("GET", "disks", Roles.Any),
        new("POST", "disks", Roles.Administrator),
        new("POST", "disks/rescan", Roles.Running),
        new("DELETE", "disks/{id}", Roles.Administrator),
        new("POST", "pool/collect", Roles.Running),
        new("POST", "pool/rebuild-catalog", Roles.Administrator),
        new("GET", "vault", Roles.Any),
        new("GET", "vault/connection", Roles.Any),
        new("GET", "vault/servers", Roles.Any),
        new("POST", "vault/register", Roles.Administrator),
        new("POST", "vault/rebuild", Roles.Administrator),

        // Agents

        // Accounts, audit

        // Billing, cloud policy
        new("GET", "billing", Roles.Any),

        // Notifications, configuration
        new("GET", "configuration", Roles.Any),
    ];

    private static readonly Dictionary<(string, string), RouteRule> byRoute = All.ToDictionary(rule => (rule.Method, rule.Route));

    /// <exception cref="InvalidOperationException">The route is not in the table.</exception>
    internal static RouteRule Of(string method, string route) =>
        byRoute.TryGetValue((method, route), out var rule) ? rule : throw new InvalidOperationException($"{method} {route} is not in the table of routes and roles.");
}
