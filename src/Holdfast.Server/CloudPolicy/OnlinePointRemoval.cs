using Holdfast.Contracts.Errors;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.RecoveryPoints;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.CloudPolicy;

/// <summary>Strikes off the points of a vault whose subscription was deprovisioned, which the vault has deleted. Points on disk stay, and nothing is done while the clock is not trusted.</summary>
internal sealed class OnlinePointRemoval(ServerCatalog catalog, PointRegistry points, CloudPolicyGate gate, AlertBoard alerts, ILogger log)
{
    private string? lastObstacle;

    internal void Run(CloudStanding standing)
    {
        if (!standing.Permissions.DeleteCloudPoints || !standing.IsClockTrusted) return;
        var online = catalog.Points.All().Where(point => point.Online).ToList();
        var deleted = 0;
        try
        {
            // The vault retires them itself when it is deprovisioned, and then says no to everything: what is left to do is to strike them off.
            if (online.Count > 0) points.RequireUnused(online);
            points.Forget(online);
            deleted = online.Count;
            lastObstacle = null;
        }
        catch (HoldfastException obstacle)
        {
            // In use: the next look tries again. The log says it once.
            if (obstacle.Message != lastObstacle) log.LogWarning("Points of the deprovisioned vault {Vault} stay for now: {Message}", standing.Vault, obstacle.Message);
            lastObstacle = obstacle.Message;
        }
        if (deleted == 0) return;
        var all = gate.CountDeleted(deleted);
        alerts.Raise(
            AlertBoard.Critical, ErrorCode.OnlinePointsDeleted, HealthCheck.Vault,
            $"{all} recovery {(all == 1 ? "point" : "points")} in vault {standing.Vault} {(all == 1 ? "was" : "were")} deleted: its subscription is deprovisioned. Points on disk were kept.");
        log.LogWarning("{Deleted} recovery points of the deprovisioned vault {Vault} were deleted.", deleted, standing.Vault);
    }
}
