using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
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
        new("GET", "programs", Owner),
        new("GET", "programs/{platform}", Anybody),

        // Registration, external access
        new("POST", "register", Anybody, LargestBody: 128 << 10),
        new("POST", "renew", Server),
        new("POST", "external", Anybody, LargestBody: 128 << 10),
        new("GET", "external/servers", Reader),
        new("GET", "standing", Server | Reader),

        // Blobs, retirement, checks
        new("PUT", "blobs/{**name}", Server, VaultWire.LongestBlob),
        new("GET", "blobs/{**name}", Server | Reader),
        new("HEAD", "blobs/{**name}", Server | Reader),
        new("GET", "blobs", Server | Reader),
        new("POST", "grants", Server | Reader),
        new("POST", "retirements", Server, RetirementRequest.Longest),
        new("POST", "retention", Server),
        new("GET", "checks", Server),
        new("GET", "retired", Server),
        new("GET", "checks/packs", Server),

        // Owner
        new("POST", "session", Anybody, LargestBody: 16 << 10),
        new("GET", "session", Owner),
        new("DELETE", "session", Owner),
        new("POST", "session/link", Owner),
        new("GET", "vaults", Owner),
        new("POST", "vaults", Owner),
        new("GET", "vaults/{vault}", Owner),
        new("DELETE", "vaults/{vault}", Owner),
        new("POST", "vaults/{vault}/credentials", Owner),
        new("POST", "vaults/{vault}/state", Owner),
        new("POST", "vaults/{vault}/lock", Owner),
        new("POST", "vaults/{vault}/pin", Owner),
        new("GET", "vaults/{vault}/servers", Owner),
        new("GET", "vaults/{vault}/usage", Owner),
        new("GET", "vaults/{vault}/bill", Owner),
        new("GET", "vaults/{vault}/quick-start", Owner),
        new("GET", "vaults/{vault}/retired", Owner),
        new("POST", "vaults/{vault}/undelete", Owner),
        new("GET", "vaults/{vault}/checks", Owner),
        new("GET", "audit", Owner),
        new("GET", "clock", Owner),
        new("POST", "clock/confirm", Owner),
        new("GET", "administrators", Owner),
        new("POST", "administrators", Owner),
        new("DELETE", "administrators/{name}", Owner),
        new("POST", "administrators/{name}/password", Owner),
        new("POST", "administrators/{name}/second-factor", Owner),
        new("POST", "administrators/{name}/second-factor/confirm", Owner),
        new("DELETE", "administrators/{name}/second-factor", Owner),
    ];

    private static readonly Dictionary<(string, string), VaultRouteRule> byRoute = All.ToDictionary(rule => (rule.Method, rule.Route));

    /// <exception cref="InvalidOperationException">The route is not in the table.</exception>
    internal static VaultRouteRule Of(string method, string route) =>
        byRoute.TryGetValue((method, route), out var rule) ? rule : throw new InvalidOperationException($"{method} {route} is not in the table of routes and callers.");
}
