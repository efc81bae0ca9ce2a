using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>Where to and how Restore-DPMRecoverableItem recovers.</summary>
[View("RecoveryLocation", "TargetServer", "TargetLocation", "InstanceName", "DatabaseName", "OverwriteType")]
public sealed class RecoveryOption
{
    public required RecoveryLocation RecoveryLocation { get; init; }

    public required RecoveryType RecoveryType { get; init; }

    public required OverwriteType OverwriteType { get; init; }

    /// <summary>Production server of the folder, or host of the instance; empty: the original one.</summary>
    public required string TargetServer { get; init; }

    /// <summary>Folder; of an application at an instance, that of its files there.</summary>
    public required string? TargetLocation { get; init; }

    /// <summary>Instance that an application is recovered to, as it was given; null: the original one.</summary>
    public required string? InstanceName { get; init; }

    /// <summary>Name there; null keeps it.</summary>
    public required string? DatabaseName { get; init; }

    /// <summary>Owner, mode, and access lists are those of the recovery point, not those of the destination.</summary>
    public required bool RestoreSecurity { get; init; }

    /// <summary>As far as the log goes, not only to the point.</summary>
    public required bool RollForwardRecovery { get; init; }

    /// <summary>More logs will be applied by somebody else.</summary>
    public required bool LeaveDBInRestoringState { get; init; }
}
