namespace Holdfast.PowerShell.Objects;

/// <summary>What a recovery brings back, by DPM's names.</summary>
public enum RecoveryType
{
    /// <summary>The application or the items, ready for use.</summary>
    Recover,

    /// <summary>The files alone.</summary>
    Restore,
}
