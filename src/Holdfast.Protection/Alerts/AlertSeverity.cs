namespace Holdfast.Protection.Alerts;

/// <summary>How much an alert matters.</summary>
public enum AlertSeverity
{
    /// <summary>Something happened that is worth knowing.</summary>
    Informational,

    /// <summary>Protection is at risk, or only part of it works.</summary>
    Warning,

    /// <summary>Something is not protected, or data is in danger.</summary>
    Critical,
}
