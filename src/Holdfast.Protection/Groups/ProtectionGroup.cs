using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Groups;

/// <summary>Datasources that are protected alike.</summary>
/// <param name="RetentionDays">How long recovery points stay on disk.</param>
/// <param name="Online">Recovery points are sent to the vault as well.</param>
/// <param name="OnlineRetentionDays">How long recovery points stay in the vault.</param>
public sealed record ProtectionGroup(
    string Name, IReadOnlyList<GroupMember> Members, int RetentionDays = RetentionRule.DefaultDays, bool Online = false,
    int OnlineRetentionDays = RetentionRule.DefaultOnlineDays);
