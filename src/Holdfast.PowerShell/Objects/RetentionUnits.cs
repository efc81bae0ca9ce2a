namespace Holdfast.PowerShell.Objects;

/// <summary>Units of retention in the vault, by DPM's names.</summary>
public enum RetentionUnits
{
    Days,
    Weeks,
    Month,
    Years,
}
