namespace Holdfast.PowerShell.Objects;

/// <summary>How a recovery point on disk comes about.</summary>
public enum DiskRecoveryPointOption
{
    /// <summary>What changed is read first.</summary>
    WithSynchronize,

    /// <summary>Of what was read before: not possible here.</summary>
    WithoutSynchronize,

    /// <summary>The replica is brought up to date, and no recovery point is made.</summary>
    OnlySynchronize,
}
