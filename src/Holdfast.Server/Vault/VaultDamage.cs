using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Alerts;
using Holdfast.Server.Engine;
using Holdfast.Server.Jobs;
using Microsoft.Extensions.Logging;
using VaultStates = Holdfast.Server.Alerts.VaultStates;

namespace Holdfast.Server.Vault;

/// <summary>
/// Asks the vault which packs it found damaged when it read them, raises the alert, and has them healed from the disks: the vault lacks the keys to tell what is lost, and
/// this server the bytes to notice.
/// </summary>
internal sealed class VaultDamage(IEngine engine, AlertBoard alerts, JobRunner runner, ILogger log)
{
    private readonly Lock gate = new();
    private HashSet<string> tried = [];

    /// <returns>What the vault said; null where it could not be asked.</returns>
    internal PackCheckSummary? Look()
    {
        if (engine.Contact is not { State: VaultStates.Connected, Subscription: not Contracts.Vault.VaultStates.Deprovisioned }) return null;
        try
        {
            var checks = engine.VaultChecks();
            Note(checks);
            return checks;
        }
        catch (HoldfastException failure)
        {
            log.LogWarning("The vault could not be asked for its checks: error {Code}: {Message}", (int)failure.Code, failure.Message);
            return null;
        }
    }

    private void Note(PackCheckSummary checks)
    {
        lock (gate)
        {
            var damaged = checks.Damaged.Select(check => check.Name).ToHashSet();
            // What healing left behind stays in the alert that it raised; it is tried again when something new is found.
            if (damaged.IsSubsetOf(tried))
            {
                tried = damaged;
                return;
            }
            tried = damaged;
            alerts.Raise(
                AlertBoard.Critical, ErrorCode.DamageFound, HealthCheck.Vault,
                $"The vault read {checks.DamagedCount} damaged {(checks.DamagedCount == 1 ? "pack" : "packs")} of this server: {checks.Damaged[0].Name}: {checks.Damaged[0].Damage}. They are being healed from the disks.");
            if (runner.Live.Any(job => job is { Type: JobType.Verification, Arguments.Reported: true, IsRunning: false })) return;
            runner.Queue(new JobRequest(JobType.Verification, null, new JobArguments { Online = true, Heal = true, Reported = true }, JobOrigin.System));
        }
    }
}
