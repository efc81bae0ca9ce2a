using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Telemetry;

/// <summary>Looks at the server for its metrics.</summary>
internal sealed class ServerView(ServerCatalog catalog, IEngine engine, JobRunner runner, CapacityWatch capacity)
{
    /// <summary>Agents by state; whoever knows the agents sets it.</summary>
    internal Func<IReadOnlyDictionary<string, int>> Agents { get; set; } = () => new Dictionary<string, int> { ["connected"] = 1 };

    internal Observed Look()
    {
        var (pool, vault, (queued, running)) = (engine.Pool, engine.Vault, runner.Counts);
        var alerts = catalog.Alerts.ActiveBySeverity();
        return new Observed
        {
            Queued = queued, Running = running, Capacity = pool.Capacity, Free = pool.Free, Used = pool.Used, DaysToFull = capacity.DaysToFull(),
            BytesOfPoints = catalog.Points.BytesOnDisk(), Points = catalog.Points.Count(),
            Alerts = AlertNames.Severities.ToDictionary(severity => severity, severity => alerts.GetValueOrDefault(severity)),
            Agents = Agents(), IsVaultConnected = vault.State == VaultStates.NotRegistered ? null : vault.State == VaultStates.Connected,
            Notifications = catalog.Notifications.Count(),
        };
    }
}
