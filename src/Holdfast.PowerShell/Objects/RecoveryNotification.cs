using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>Who is told of a recovery.</summary>
[View("NotificationType", "NotificationIdList")]
public sealed class RecoveryNotification
{
    public required NotificationType NotificationType { get; init; }

    /// <summary>Mail addresses.</summary>
    public required IReadOnlyList<string> NotificationIdList { get; init; }
}
