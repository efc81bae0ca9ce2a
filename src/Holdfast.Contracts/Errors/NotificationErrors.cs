using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Notifications, configuration, telemetry.</summary>
internal static class NotificationErrors
{
    internal static readonly ErrorInfo[] All =
    [
    ];
}
