using Holdfast.Contracts.Errors;
using Holdfast.Protection.Cloud;
using Holdfast.Server.Alerts;

namespace Holdfast.Server.CloudPolicy;

/// <summary>Counts the days down before backups stop, says why they have stopped, and takes it back when they go on.</summary>
internal sealed class CloudAlerts(AlertBoard alerts)
{
    /// <summary>So few days are left that the countdown is critical.</summary>
    private const int LastDays = 3;

    private static readonly ErrorCode[] all = [ErrorCode.ContactCountdown, ErrorCode.ContactLost, ErrorCode.SubscriptionExpired, ErrorCode.SubscriptionDeprovisioned];

    internal void Show(CloudStanding? standing)
    {
        var current = standing is null ? [] : Current(standing).ToList();
        foreach (var (code, severity, message) in current) alerts.Raise(severity, code, HealthCheck.Vault, message);
        foreach (var code in all.Except(current.Select(alert => alert.Code))) alerts.Resolve(code, HealthCheck.Vault);
    }

    private static IEnumerable<(ErrorCode Code, string Severity, string Message)> Current(CloudStanding standing)
    {
        var stopped = standing.Setting == CloudPolicySetting.Strict ? "Backups to disk and to the vault" : "Backups to the vault";
        var days = $"{standing.DaysLost} {(standing.DaysLost == 1 ? "day" : "days")}";
        if (standing.Situation.Connectivity == Connectivity.Lost)
            yield return (ErrorCode.ContactLost, AlertBoard.Critical, $"{stopped} are stopped: the vault {standing.Vault} has been out of contact for {days}.");
        else if (standing.CountsDown)
            yield return (
                ErrorCode.ContactCountdown, standing.DaysLeft <= LastDays ? AlertBoard.Critical : AlertBoard.Warning,
                $"{stopped} stop in {standing.DaysLeft} {(standing.DaysLeft == 1 ? "day" : "days")}: the vault {standing.Vault} has been out of contact for {days}.");
        if (standing.Situation.Subscription == SubscriptionState.Expired)
            yield return (ErrorCode.SubscriptionExpired, AlertBoard.Critical, $"{stopped} are stopped: the subscription of vault {standing.Vault} has expired.");
        if (standing.Situation.Subscription == SubscriptionState.Deprovisioned)
            yield return (
                ErrorCode.SubscriptionDeprovisioned, AlertBoard.Critical,
                $"{stopped} are stopped and the points in the vault are deleted: the subscription of vault {standing.Vault} is deprovisioned.");
    }
}
