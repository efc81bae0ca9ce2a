namespace Holdfast.Protection.Cloud;

/// <summary>How this server stands to its vault.</summary>
public enum Connectivity
{
    Connected,

    /// <summary>Out of contact, but for no more than <see cref="ConnectivityClock.DaysAllowed"/> days: nothing stops but what needs the vault, and that fails by itself.</summary>
    Interrupted,

    /// <summary>Out of contact for longer.</summary>
    Lost,
}
