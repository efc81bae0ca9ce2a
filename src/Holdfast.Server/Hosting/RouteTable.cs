using Holdfast.Contracts.Accounts;

namespace Holdfast.Server.Hosting;

/// <summary>Every route of the API and who may call it. What is not here cannot be mapped: the server refuses to start.</summary>
internal static class RouteTable
{
    internal static IReadOnlyList<RouteRule> All { get; } =
    [
        // Server
        new("GET", "ready", Roles.None),
        new("GET", "status", Roles.Any, IsScoped: true),
        new("POST", "shutdown", Roles.Administrator),
        new("GET", "/openapi/v1.json", Roles.Any, IsScoped: true),

        // Protection
        new("POST", "protect", Roles.Administrator),
        new("POST", "sync", Roles.Running, IsScoped: true),
        new("POST", "check", Roles.Running, IsScoped: true),
        new("GET", "sources", Roles.Any, IsScoped: true),
        new("GET", "sources/find", Roles.Any, IsScoped: true),
        new("GET", "groups", Roles.Any, IsScoped: true),
        new("POST", "groups", Roles.Administrator),
        new("GET", "groups/{group}", Roles.Any, IsScoped: true),
        new("PUT", "groups/{group}", Roles.Administrator),
        new("DELETE", "groups/{group}", Roles.Administrator),
        new("POST", "groups/{group}/stop", Roles.Administrator),
        new("POST", "groups/{group}/suspend", Roles.Administrator),
        new("POST", "groups/{group}/resume", Roles.Administrator),
        new("POST", "groups/{group}/discover", Roles.Running),
        new("POST", "groups/{group}/what-if", Roles.Any),
        new("POST", "sources/modify", Roles.Administrator),
        new("POST", "sources/seed", Roles.Administrator),
        new("POST", "sources/delete-data", Roles.Administrator, NeedsConfirmation: true),

        // Recovery
        new("GET", "recovery-points", Roles.Any, IsScoped: true),
        new("GET", "recovery-points/{id}", Roles.Any, IsScoped: true),
        new("POST", "recovery-points", Roles.Running, IsScoped: true),
        new("DELETE", "recovery-points/{id}", Roles.Administrator, NeedsConfirmation: true),
        new("GET", "browse", Roles.Recovering, IsScoped: true),
        new("GET", "search", Roles.Recovering, IsScoped: true),
        new("GET", "versions", Roles.Recovering, IsScoped: true),
        new("GET", "content", Roles.Recovering, IsScoped: true, IsRecorded: true),
        new("GET", "recovery-points/days", Roles.Any, IsScoped: true),
        new("GET", "recovery-jobs/{id}/report", Roles.Recovering, IsScoped: true),
        new("POST", "recovery-jobs/{id}/retry", Roles.Recovering, IsScoped: true),
        new("POST", "recover", Roles.Recovering, IsScoped: true),
        new("POST", "recover/forecast", Roles.Recovering, IsScoped: true),
        new("GET", "exports", Roles.Recovering, IsScoped: true),
        new("POST", "exports", Roles.Recovering, IsScoped: true),
        new("GET", "exports/{id}", Roles.Recovering, IsScoped: true),
        new("DELETE", "exports/{id}", Roles.Recovering, IsScoped: true),
        new("GET", "external", Roles.Recovering),
        new("POST", "external", Roles.Administrator),
        new("GET", "external/{server}/recovery-points", Roles.Recovering),

        // Applications
        new("GET", "workloads", Roles.Any, IsScoped: true),
        new("GET", "applications", Roles.Administrator),
        new("POST", "applications/describe", Roles.Administrator),
        new("POST", "applications/discover", Roles.Administrator),
        new("GET", "credentials", Roles.Administrator),
        new("PUT", "credentials", Roles.Administrator),
        new("DELETE", "credentials", Roles.Administrator),
        new("GET", "sources/range", Roles.Any, IsScoped: true),
        new("POST", "recover/plan", Roles.Recovering, IsScoped: true),
        new("POST", "drills", Roles.Running, IsScoped: true),
        new("GET", "drills", Roles.Any, IsScoped: true),

        // Jobs, alerts
        new("GET", "jobs", Roles.Any, IsScoped: true),
        new("GET", "jobs/{id}", Roles.Any, IsScoped: true),
        new("POST", "jobs/{id}/cancel", Roles.Running | Roles.Recovering, IsScoped: true),
        new("POST", "jobs/{id}/rerun", Roles.Running, IsScoped: true),
        new("GET", "alerts", Roles.Any, IsScoped: true),
        new("POST", "alerts/{id}/resolve", Roles.Running, IsScoped: true),
        new("GET", "alerts/{id}", Roles.Any, IsScoped: true),

        // Pool, vault
        new("POST", "verify", Roles.Running, IsScoped: true),
        new("GET", "disks", Roles.Any),
        new("POST", "disks", Roles.Administrator),
        new("POST", "disks/rescan", Roles.Running),
        new("DELETE", "disks/{id}", Roles.Administrator),
        new("POST", "pool/collect", Roles.Running),
        new("POST", "pool/rebuild-catalog", Roles.Administrator),
        new("GET", "vault", Roles.Any),
        new("GET", "vault/connection", Roles.Any),
        new("GET", "vault/servers", Roles.Any),
        new("GET", "vault/packs", Roles.Any),
        new("GET", "vault/kit", Roles.Administrator),
        new("GET", "vault/bandwidth", Roles.Any),
        new("PUT", "vault/bandwidth", Roles.Administrator),
        new("DELETE", "vault/bandwidth", Roles.Administrator),
        new("GET", "vault/retired", Roles.Any),
        new("POST", "vault/passphrase", Roles.Administrator, NeedsConfirmation: true),
        new("POST", "vault/rotate", Roles.Administrator, NeedsConfirmation: true),
        new("POST", "vault/register", Roles.Administrator, NeedsConfirmation: true),
        new("POST", "vault/rebuild", Roles.Administrator),

        // Agents
        new("GET", "agents", Roles.Any),
        new("GET", "agents/tokens", Roles.Administrator),
        new("POST", "agents/tokens", Roles.Administrator),
        new("DELETE", "agents/tokens/{id}", Roles.Administrator),
        new("GET", "agents/installers", Roles.Administrator),
        new("GET", "/download/agent/linux-x64", Roles.None),
        new("GET", "/download/agent/windows-x64", Roles.None),
        new("POST", "agents/{id}/update", Roles.Administrator),
        new("GET", "object-endpoint", Roles.Any),
        new("GET", "agents/{id}", Roles.Any),
        new("PUT", "agents/{id}", Roles.Administrator),
        new("DELETE", "agents/{id}", Roles.Administrator),
        new("PUT", "agents/{id}/throttle", Roles.Administrator),
        new("GET", "agents/{id}/inventory", Roles.Administrator),
        new("GET", "agents/{id}/browse", Roles.Administrator),

        // Accounts, audit
        new("POST", "session", Roles.None),
        new("POST", "session/link", Roles.Any, IsScoped: true),
        new("GET", "session", Roles.Any, IsScoped: true),
        new("DELETE", "session", Roles.Any, IsScoped: true),
        new("GET", "accounts", Roles.Administrator),
        new("POST", "accounts", Roles.Administrator),
        new("PUT", "accounts/{account}", Roles.Administrator),
        new("DELETE", "accounts/{account}", Roles.Administrator, NeedsConfirmation: true),
        new("PUT", "accounts/{account}/password", Roles.Any, IsScoped: true),
        new("POST", "accounts/{account}/totp", Roles.Any, IsScoped: true),
        new("POST", "accounts/{account}/totp/confirm", Roles.Any, IsScoped: true),
        new("DELETE", "accounts/{account}/totp", Roles.Any, IsScoped: true, NeedsConfirmation: true),
        new("POST", "pin", Roles.Administrator),
        new("GET", "audit", Roles.Administrator),
        new("GET", "audit/verification", Roles.Administrator),

        // Insight: how things stand
        new("GET", "overview", Roles.Any, IsScoped: true),
        new("GET", "overview/map", Roles.Any, IsScoped: true),
        new("GET", "overview/band", Roles.Any, IsScoped: true),
        new("GET", "overview/storage", Roles.Any),
        new("GET", "overview/space", Roles.Any, IsScoped: true),
        new("GET", "overview/groups", Roles.Any, IsScoped: true),
        new("GET", "sources/page", Roles.Any, IsScoped: true),
        new("GET", "changes", Roles.Any, IsScoped: true),
        new("POST", "groups/estimate", Roles.Administrator),
        new("POST", "groups/preview", Roles.Any, IsScoped: true),

        // Billing, cloud policy
        new("GET", "billing", Roles.Any),

        // Setup
        new("GET", "setup", Roles.Any),
        new("GET", "setup/passphrase", Roles.Administrator),
        new("POST", "setup/passphrase", Roles.Administrator),
        new("POST", "setup/passphrase-saved", Roles.Administrator),
        new("POST", "setup/finish", Roles.Administrator),
        new("GET", "disks/candidates", Roles.Administrator),
        // Reports
        new("GET", "reports", Roles.Any, IsScoped: true),
        new("GET", "reports/schedules", Roles.Running),
        new("POST", "reports/schedules", Roles.Administrator),
        new("DELETE", "reports/schedules/{id}", Roles.Administrator),
        new("GET", "reports/{kind}", Roles.Any, IsScoped: true),
        new("GET", "reports/{kind}/csv", Roles.Any, IsScoped: true),
        new("GET", "reports/{kind}/pdf", Roles.Any, IsScoped: true),
        new("POST", "reports/{kind}/mail", Roles.Administrator),

        // Notifications, configuration
        new("GET", "/metrics", Roles.Any),
        new("GET", "configuration", Roles.Any),
        new("PUT", "configuration/{key}", Roles.Administrator),
        new("DELETE", "configuration/{key}", Roles.Administrator),
        new("GET", "notifications", Roles.Running),
        new("POST", "notifications", Roles.Administrator),
        new("DELETE", "notifications/{id}", Roles.Administrator),
        new("POST", "notifications/test-mail", Roles.Administrator),
        new("POST", "notifications/test-webhook", Roles.Administrator),
    ];

    private static readonly Dictionary<(string, string), RouteRule> byRoute = All.ToDictionary(rule => (rule.Method, rule.Route));

    /// <exception cref="InvalidOperationException">The route is not in the table.</exception>
    internal static RouteRule Of(string method, string route) =>
        byRoute.TryGetValue((method, route), out var rule) ? rule : throw new InvalidOperationException($"{method} {route} is not in the table of routes and roles.");
}
