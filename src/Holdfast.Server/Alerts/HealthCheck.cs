using Holdfast.Contracts.Errors;
using Holdfast.Server.Changes;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Alerts;

/// <summary>Looks at disks and vault, and raises or resolves their alerts.</summary>
internal sealed class HealthCheck(IEngine engine, AlertBoard alerts, CapacityWatch? capacity = null)
{
    /// <summary>Subject of alerts about the vault.</summary>
    internal const string Vault = "vault";

    private static readonly (string State, string Severity, ErrorCode Code, string Words)[] diskStates =
    [
        ("missing", AlertBoard.Critical, ErrorCode.DiskMissing, "is missing"),
        ("readOnly", AlertBoard.Critical, ErrorCode.DiskReadOnly, "refuses writes"),
        ("full", AlertBoard.Warning, ErrorCode.DiskFull, "is full"),
    ];

    /// <summary>Told of the disks and of the vault as they are seen.</summary>
    internal StateWatch? Watch { private get; init; }

    internal void LookAtDisks()
    {
        var disks = engine.Disks;
        foreach (var disk in disks)
            foreach (var (state, severity, code, words) in diskStates)
                if (disk.State == state) alerts.Raise(severity, code, disk.Id, $"The disk {disk.Path} {words}.", disk.Advice);
                else alerts.Resolve(code, disk.Id);
        capacity?.LookAtThresholds();
        Watch?.Saw(disks);
    }

    internal void LookAtVault()
    {
        var vault = engine.Contact;
        Watch?.Saw(vault);
        if (vault.State == VaultStates.Unreachable)
            alerts.Raise(AlertBoard.Warning, ErrorCode.ServiceUnreachable, Vault, $"The vault {vault.VaultName} cannot be reached: {vault.Reason ?? "no answer"}");
        else
            alerts.Resolve(ErrorCode.ServiceUnreachable, Vault);
    }

    /// <summary>A disk that has left the pool has no alerts any more.</summary>
    internal void Forget(string diskId)
    {
        foreach (var (_, _, code, _) in diskStates) alerts.Resolve(code, diskId);
        capacity?.Forget(diskId);
    }
}
