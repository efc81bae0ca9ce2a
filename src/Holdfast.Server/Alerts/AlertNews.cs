namespace Holdfast.Server.Alerts;

/// <summary>What has happened to an alert.</summary>
internal enum AlertNews
{
    Raised,

    /// <summary>It was active, and its severity is higher now.</summary>
    Worsened,
    Resolved,
}
