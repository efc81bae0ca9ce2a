namespace Holdfast.PowerShell.Objects;

/// <summary>How somebody is told of a recovery.</summary>
public enum NotificationType
{
    /// <summary>Nobody is.</summary>
    None,

    /// <summary>By mail.</summary>
    Email,
}
